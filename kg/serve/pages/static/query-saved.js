"use strict";
/* The saved queries: a list, a form for the parameters of one, and its text with values put in. */

/** Fill the list of saved queries; `use(text)` is given the text of one, `fail(problem)` an error. */
Query.saved = (use, fail) => {
  const choice = document.getElementById("saved");
  const about = document.getElementById("saved-about");
  const form = document.getElementById("saved-form");
  const { queries } = Query.offered;
  choice.append(...queries.map((query) => Query.element("option", { value: query.name }, query.title)));

  const choose = (name) => {
    const query = queries.find((each) => each.name === name);
    choice.value = query ? name : "";
    about.hidden = form.hidden = !query;
    about.textContent = query ? query.description : "";
    form.replaceChildren(...(query ? [...query.parameters.map(field), ...buttons()] : []));
    return query;
  };

  const put = async (run) => {
    const values = new URLSearchParams([["saved", choice.value], ...new FormData(form)]);
    try {
      const reply = await fetch(`/query.json?${values}`, { headers: { Accept: "application/json" } });
      const record = await reply.json();
      if (reply.ok) use(record.query, run);
      else fail(record);
    } catch {
      fail({ detail: "The server does not answer." });
    }
  };

  form.addEventListener("submit", (event) => { event.preventDefault(); put(true); });
  form.addEventListener("click", (event) => {
    if (event.target.dataset?.put !== undefined && form.reportValidity()) put(false);
  });
  choice.addEventListener("change", () => choose(choice.value));
  return { choose, put };
};

function field(parameter) {
  const kind = parameter.types.map((type) => type.replace(/^last-date$/, "date")).join(" or ");
  const id = `value-${parameter.name}`;
  const words = [parameter.description, `(${kind})`].filter(Boolean).join(" ");
  return Query.element("div", {},
    Query.element("label", { for: id }, parameter.name),
    Query.element("input", {
      id, name: parameter.name, maxlength: "300", autocomplete: "off", "aria-describedby": `${id}-about`,
      placeholder: parameter.default ?? "", required: parameter.default === null,
    }),
    Query.element("small", { id: `${id}-about` }, words));
}

function buttons() {
  return [Query.element("div", { class: "actions" },
    Query.element("button", { type: "submit" }, "Run it"),
    Query.element("button", { type: "button", class: "plain-button", "data-put": "" }, "Put it in the editor"))];
}
