// Items of an agenda are moved by buttons, or dragged; without this script, by their numbers.
"use strict";

(() => {
  const planning = document.querySelector(".planning");
  const items = document.getElementById("items");
  if (!items) return;
  planning.classList.add("scripted");

  const said = document.createElement("p");
  said.className = "help";
  said.setAttribute("role", "status");
  items.after(said);

  const rows = () => [...items.querySelectorAll("[data-item]")];
  const field = (row, name) => row.querySelector(`.field-${name} input`);
  const title = (row) => field(row, "title").value || "The new item";

  // An item without a number stands where the server puts new ones: only moved ones get one.
  const number = () =>
    rows().forEach((row, at) => {
      const isEmpty = !field(row, "title").value && !row.dataset.moved;
      field(row, "ORDER").value = isEmpty ? "" : at + 1;
    });

  const move = (row, step) => {
    const all = rows();
    const other = all[all.indexOf(row) + step];
    if (!other) return;
    row.dataset.moved = "yes";
    if (step < 0) other.before(row);
    else other.after(row);
    number();
    const place = rows().indexOf(row) + 1;
    said.textContent = `${title(row)}: now ${place} of ${all.length}.`;
  };

  let dragged = null;
  rows().forEach((row) => {
    const moves = document.createElement("div");
    moves.className = "moves";
    for (const [step, sign, words] of [[-1, "↑", "up"], [1, "↓", "down"]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", `Move ${title(row)} ${words}`);
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
      dragged.dataset.moved = "yes";
      number();
    });
  });

})();
