// Items of an agenda are moved by buttons, or dragged; without this script, by their numbers.
"use strict";

(() => {
  const planning = document.querySelector(".planning");
  const items = document.getElementById("items");
  if (!items || items.closest("fieldset").disabled) return;
  planning.classList.add("scripted");
  const form = document.getElementById("plan");

  const said = document.createElement("p");
  said.className = "help";
  said.setAttribute("role", "status");
  items.after(said);

  const rows = () => [...items.querySelectorAll("[data-item]")];
  const field = (row, name) => row.querySelector(`.field-${name} input`);
  const title = (row) => field(row, "title").value || "the new item";

  // A row in which nothing is typed is no item.
  const isItem = (row) => row.querySelector("input[type=hidden]").value || field(row, "title").value;

  // Each item stands where it is seen.
  const number = () => {
    let place = 0;
    for (const row of rows()) field(row, "ORDER").value = isItem(row) ? ++place : "";
  };

  const move = (row, step) => {
    const all = rows();
    const after = step < 0 ? all.slice(0, all.indexOf(row)).reverse() : all.slice(all.indexOf(row) + 1);
    const other = after.find(isItem);
    if (!other) return;
    if (step < 0) other.before(row);
    else other.after(row);
    const agenda = rows().filter((one) => one === row || isItem(one));
    said.textContent = `${title(row)}: now ${agenda.indexOf(row) + 1} of ${agenda.length}.`;
  };

  let dragged = null;
  const prepare = (row) => {
    const moves = document.createElement("div");
    moves.className = "moves";
    for (const [step, sign, words] of [[-1, "↑", "up"], [1, "↓", "down"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      const call = () => button.setAttribute("aria-label", `Move ${title(row)} ${words}`);
      call();
      field(row, "title").addEventListener("input", call);
      button.addEventListener("click", () => {
        move(row, step);
        button.focus();
      });
      moves.append(button);
    }
    row.querySelector(".papers").before(moves);
    moves.draggable = true;
    moves.addEventListener("dragstart", (event) => {
      dragged = row;
      row.classList.add("dragged");
      event.dataTransfer.effectAllowed = "move";
    });
    moves.addEventListener("dragend", () => {
      row.classList.remove("dragged");
      dragged = null;
    });
    row.addEventListener("dragover", (event) => {
      if (!dragged || dragged === row) return;
      event.preventDefault();
      const all = rows();
      if (all.indexOf(dragged) < all.indexOf(row)) row.after(dragged);
      else row.before(dragged);
    });
  };

  // A further row stands after the last new one, or after all.
  const total = document.getElementById("id_items-TOTAL_FORMS");
  const add = () => {
    const blank = document.getElementById("new-item").innerHTML;
    const made = document.createElement("div");
    made.innerHTML = blank.replaceAll("__prefix__", total.value);
    const row = made.firstElementChild;
    total.value = Number(total.value) + 1;
    const last = rows().findLast((one) => one.classList.contains("new"));
    if (last) last.after(row);
    else items.append(row);
    prepare(row);
    return row;
  };

  const more = document.createElement("button");
  more.type = "button";
  more.className = "button";
  more.textContent = "Add another item";
  more.addEventListener("click", () => field(add(), "title").focus());
  document.getElementById("allotted").before(more);

  const allotted = () => {
    const minutes = rows()
      .filter((row) => !field(row, "DELETE").checked)
      .map((row) => Number(field(row, "minutes").value) || 0);
    document.querySelector("#allotted output").value = minutes.reduce((sum, one) => sum + one, 0);
  };

  rows().forEach(prepare);
  items.addEventListener("input", allotted);
  form.addEventListener("submit", number);

  // What is typed waits in the browser until it is saved, should the session or the network end.
  const own = new Set(["csrfmiddlewaretoken", "page", "version", "papers"]); // of each page anew
  const typed = () => {
    number();
    return [...new FormData(form)].filter(([name]) => !own.has(name));
  };
  const chosen = () => [...form.elements.guests.selectedOptions].map((one) => [one.value, one.text]);
  const begun = JSON.stringify(typed());
  let waiting = 0;

  const keep = () => {
    clearTimeout(waiting);
    const fields = typed();
    if (JSON.stringify(fields) === begun) return;
    const { page, version } = form.elements;
    const kept = { page: page.value, version: version.value, fields, guests: chosen() };
    kept.rows = rows().map((row) => row.querySelector("input[type=hidden]").name);
    localStorage.setItem(form.dataset.key, JSON.stringify(kept));
  };

  const put = (kept) => {
    const values = (name) => kept.fields.filter(([one]) => one === name).map(([, value]) => value);
    while (Number(total.value) < Number(values(total.name)[0])) add();
    for (const [value, text] of kept.guests) {
      const { guests } = form.elements;
      if (![...guests.options].some((one) => one.value === value)) guests.add(new Option(text, value));
    }
    for (const one of form.elements) {
      if (!one.name || own.has(one.name) || one.type === "submit") continue;
      const told = values(one.name);
      if (one.type === "checkbox") one.checked = told.includes(one.value);
      else if (one.type === "select-multiple") {
        for (const option of one.options) option.selected = told.includes(option.value);
      } else one.value = told[0] ?? "";
    }
    for (const name of kept.rows) items.append(form.elements[name].closest("[data-item]"));
    form.elements.version.value = kept.version;
    allotted();
  };

  for (const key of Object.keys(localStorage)) {
    const isSaved = localStorage[key].includes(`"page":"${form.dataset.saved}"`);
    if (form.dataset.saved && key.startsWith("plan ") && isSaved) localStorage.removeItem(key);
  }
  const kept = form.dataset.posted ? null : JSON.parse(localStorage.getItem(form.dataset.key));
  if (kept && JSON.stringify(kept.fields) !== begun) {
    put(kept);
    const drop = document.getElementById("kept");
    drop.hidden = false;
    drop.querySelector("button").addEventListener("click", () => {
      forget();
      location.reload();
    });
  }

  function forget() {
    clearTimeout(waiting);
    removeEventListener("pagehide", keep);
    localStorage.removeItem(form.dataset.key);
  }
  document.getElementById("leave")?.addEventListener("click", forget);

  function later() {
    clearTimeout(waiting);
    waiting = setTimeout(keep, 500);
  }
  form.addEventListener("input", later);
  form.addEventListener("submit", keep);
  addEventListener("pagehide", keep);
})();
