"use strict";

// A field that searches as one types is drawn beside its select and needs the same label.
function nameSearches(root) {
  for (const select of root.querySelectorAll("select.admin-autocomplete[id]")) {
    const label = document.querySelector(`label[for="${select.id}"]`);
    const drawn = select.parentElement.querySelector("[role=combobox]");
    if (label && drawn) {
      const name = label.textContent.trim().replace(/:$/, "");
      drawn.removeAttribute("aria-labelledby"); // it points to the choice, which may be empty
      drawn.setAttribute("aria-label", name);
      drawn.querySelector("[role=textbox]")?.setAttribute("aria-label", name);
      drawn.querySelector("[role=searchbox]")?.setAttribute("aria-label", name);
    }
  }
}

if (window.django?.jQuery) {
  django.jQuery(() => nameSearches(document)); // after those that draw the searches
}
document.addEventListener("formset:added", (event) => {
  setTimeout(() => nameSearches(event.target));
});
