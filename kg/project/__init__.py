"""Where things are: the data a project brings and the directory its builds go to."""

from kg.project.find import Project

__all__ = ["Project"]
