"use strict";
/* The renderer of networks that are not large: vis-network, out of the pyvis wheel. */
KG.useLibrary = () => { KG.renderer = { Set: vis.DataSet, Network: vis.Network }; };
