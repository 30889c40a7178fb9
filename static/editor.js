"use strict";

// The page works without this: it reads and keeps the text while it is being typed.
(() => {
  const form = document.getElementById("editor");
  const text = document.getElementById("text");
  const kept = document.getElementById("kept");
  const summary = document.getElementById("summary");
  const found = document.getElementById("found");
  const instead = document.getElementById("instead");
  const drop = document.getElementById("drop");
  const { base, version } = form.elements;
  const given = text.value;
  const PAUSE = 2500; // after which what is typed is kept, in milliseconds
  const LONGEST = 15000; // that it waits where there is no pause
  let reading = 0;
  let keeping = 0;
  let due = 0; // when what is typed is to be kept at the latest
  let elsewhere = form.dataset.elsewhere || ""; // the version of what another tab keeps
  let sent = elsewhere ? null : given;
  let underway = null; // the request that keeps what is typed

  // Signing in again, also in another tab, makes the token anew that all forms carry.
  function renew() {
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
    if (!token) return;
    for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token[1];
  }

  const post = (address, fields) => {
    renew();
    const body = new FormData(form);
    for (const [name, values] of Object.entries(fields)) {
      body.delete(name);
      for (const value of [values].flat()) body.append(name, value);
    }
    const signal = AbortSignal.timeout(20000);
    return fetch(address, { method: "POST", body, redirect: "manual", signal });
  };

  // What could not be sent, because the session or the network ended, waits in the browser.
  const unsent = {
    put: () =>
      localStorage.setItem(
        form.dataset.key,
        JSON.stringify({ text: text.value, version: version.value }),
      ),
    take: () => JSON.parse(localStorage.getItem(form.dataset.key)),
    drop: () => localStorage.removeItem(form.dataset.key),
  };

  // What goes out is what is saved, never less than what is seen here.
  function tell() {
    const isSaved = text.value === base.value && !form.elements.over;
    for (const button of document.querySelectorAll(".of-saved button")) {
      button.dataset.says ??= button.textContent;
      button.dataset.label ??= button.getAttribute("aria-label") || button.textContent;
      button.textContent = isSaved ? button.dataset.says : "Save first";
      const label = isSaved ? button.dataset.label : `Save first: ${button.dataset.label}`;
      button.setAttribute("aria-label", label);
      button.setAttribute("aria-disabled", String(!isSaved));
    }
    drop.hidden = isSaved && !version.value;
  }

  // The list of who came stays as it is while somebody goes through it. What is ticked in it is
  // put to the text that it was drawn `from`, which makes the text as it is `now`.
  let ticks = {};
  let drawn = { from: text.value, now: text.value };
  let redraw = null;
  let ticking = 0;

  function draw(from, html) {
    redraw = null;
    ticks = {};
    drawn = { from, now: from };
    found.innerHTML = html;
  }

  async function read() {
    clearTimeout(reading);
    const asked = text.value;
    try {
      const answer = await post(form.dataset.read, { text: asked });
      if (!answer.ok || asked !== text.value) return;
      const html = await answer.text();
      redraw = () => draw(asked, html);
      if (drawn.now !== asked || !found.contains(document.activeElement)) redraw();
      const page = new DOMParser().parseFromString(html, "text/html");
      const said = page.querySelector("[data-summary]").dataset.summary;
      if (summary.textContent !== said) summary.textContent = said;
    } catch {
      // The next pause asks again.
    }
  }

  // Why the server did not do what it was asked, and how it goes on.
  async function refusal(answer) {
    if (answer.status === 422) return (await answer.json()).error;
    if (answer.type === "opaqueredirect" || answer.status === 403) {
      return "You are signed out: sign in again in another tab; it goes on from here.";
    }
    if (answer.status === 404) {
      return "You are signed in with an account that does not write these minutes.";
    }
    return `The server could not do it (${answer.status}).`;
  }

  function keep() {
    clearTimeout(keeping);
    if (text.value === sent) return;
    if (underway) {
      keeping = setTimeout(keep, PAUSE);
      return;
    }
    due = 0;
    underway = keepNow().finally(() => (underway = null));
  }

  async function keepNow() {
    const typed = text.value;
    let why = "The server cannot be reached; it is tried again.";
    try {
      const answer = await post(form.dataset.keep, { text: typed });
      const told = answer.ok || answer.status === 409 ? await answer.json() : null;
      elsewhere = answer.status === 409 ? told.version : "";
      instead.hidden = !elsewhere;
      if (answer.ok) {
        sent = typed;
        version.value = told.version;
        unsent.drop();
        kept.textContent = `Kept at ${told.kept_at}, not saved.`;
        return;
      }
      if (elsewhere) {
        kept.textContent = `Not kept: ${told.error} What you type here is kept once you say so, or saved.`;
        return;
      }
      why = await refusal(answer);
    } catch {
      // No answer came.
    }
    unsent.put();
    kept.textContent = `Kept in this browser only. ${why}`;
    clearTimeout(keeping);
    keeping = setTimeout(keep, LONGEST);
  }

  function typed() {
    tell();
    clearTimeout(reading);
    clearTimeout(keeping);
    due ||= Date.now() + LONGEST;
    reading = setTimeout(read, 1200);
    keeping = setTimeout(keep, Math.min(PAUSE, Math.max(0, due - Date.now())));
  }

  // Goes through the browser's own editing, so that it can be undone.
  function put(words) {
    text.focus();
    if (!document.execCommand("insertText", false, words)) {
      text.setRangeText(words, text.selectionStart, text.selectionEnd, "end");
      typed();
    }
  }

  function putLine(begins) {
    text.setSelectionRange(text.selectionEnd, text.selectionEnd); // what is selected stays
    const before = text.value.slice(0, text.selectionStart);
    const numbers = [...before.matchAll(/^(?:##? )?(\d+)[.] /gm)].map((match) => Number(match[1]));
    const line = begins.replace("{n}", Math.max(0, ...numbers) + 1);
    const gap = before === "" || before.endsWith("\n\n") ? "" : before.endsWith("\n") ? "\n" : "\n\n";
    put(gap + line);
  }

  // What is selected within one line, or the line that begins with `line`.
  function putTool({ line, around, select }) {
    const chosen = text.value.slice(text.selectionStart, text.selectionEnd);
    const words = chosen.trim();
    const start = text.value.lastIndexOf("\n", text.selectionStart - 1) + 1;
    const isInLine = text.value.slice(start).split("\n")[0].trim() !== "";
    if (around && words && !words.includes("\n")) {
      put(chosen.replace(words, () => around.replace("{}", () => words)));
    } else if (around && !words && isInLine) {
      text.setSelectionRange(start, start); // all of the line
      put(line);
    } else {
      putLine(line);
    }
    const at = select ? text.value.lastIndexOf(select, text.selectionEnd) : -1;
    if (at >= 0) text.setSelectionRange(at, at + select.length);
  }

  function goTo(line) {
    const lines = text.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    text.focus();
    text.setSelectionRange(start, start + (lines[line - 1] || "").length);
    text.scrollTop = (text.scrollHeight * (line - 3)) / lines.length;
  }

  // As by hand, so that it can be undone.
  function putAll(words) {
    text.focus();
    const scrolled = text.scrollTop;
    text.setSelectionRange(0, text.value.length);
    put(words);
    text.scrollTop = scrolled;
  }

  async function asked(address, fields) {
    try {
      const answer = await post(address, fields);
      if (answer.ok) return (await answer.json()).text;
      summary.textContent = await refusal(answer);
    } catch {
      summary.textContent = "The server cannot be reached; nothing was changed.";
    }
    return null;
  }

  const radio = ({ name, value }) =>
    [...found.querySelectorAll("[role=radiogroup]")]
      .find((group) => group.getAttribute("aria-label") === name)
      ?.querySelector(`[value="${value}"]`);

  async function tick(radios) {
    if (text.value !== drawn.now) {
      // Something was typed that is not read yet: the places may be others.
      const focused = radios.indexOf(document.activeElement);
      const names = radios.map((each) => ({
        name: each.closest("[role=radiogroup]").getAttribute("aria-label"),
        value: each.value,
      }));
      await read();
      if (text.value !== drawn.now) return;
      radios = names.map(radio).filter(Boolean);
      radios[focused]?.focus();
    }
    for (const each of radios) {
      each.checked = true;
      ticks[each.dataset.place] = each.value;
    }
    clearTimeout(ticking);
    ticking = setTimeout(putTicks, 300);
  }

  async function putTicks() {
    const { from, now } = drawn;
    const fields = { text: from, place: Object.keys(ticks), presence: Object.values(ticks) };
    const words = await asked(form.dataset.tick, fields);
    if (text.value !== now || drawn.now !== now) return;
    if (words === null) {
      const why = summary.textContent;
      drawn.now = null; // so that the list is drawn anew, without what could not be ticked
      await read();
      summary.textContent = why;
      return;
    }
    const focused = document.activeElement;
    drawn.now = words;
    putAll(words);
    focused.focus({ preventScroll: true });
    read();
  }

  // What a word processor puts on the clipboard becomes lines; plain text is pasted as it is.
  text.addEventListener("paste", async (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const words = await asked(form.dataset.paste, { html });
    put(words === null ? plain : words);
  });

  form.querySelector(".tools").hidden = false;
  form.querySelector(".tools").addEventListener("click", (event) => {
    if (event.target.dataset.line) putTool(event.target.dataset);
  });
  document.getElementById("who").addEventListener("change", (event) => {
    if (event.target.value) put(event.target.value);
    event.target.value = "";
  });
  found.addEventListener("click", (event) => {
    const { to, places } = event.target.dataset;
    if (to) {
      const at = [...found.querySelectorAll("[data-to]")].indexOf(event.target);
      if (redraw) redraw(); // ticking moved the lines
      goTo(Number(found.querySelectorAll("[data-to]")[at]?.dataset.to ?? to));
    }
    if (places) {
      const others = places.split(" ").filter((at) => !(at in ticks));
      tick(others.map((at) => found.querySelector(`[data-place="${at}"][value=present]`)));
    }
  });
  found.addEventListener("change", (event) => tick([event.target]));
  found.addEventListener("focusout", () => {
    // Where the focus goes is known after this; putting the ticks takes it for a moment only.
    setTimeout(() => {
      if (redraw && !found.contains(document.activeElement)) redraw();
    });
  });
  text.addEventListener("input", typed);
  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      read();
    } else if (event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  addEventListener("visibilitychange", keep);
  addEventListener("focus", keep);
  instead.addEventListener("click", () => {
    version.value = elsewhere;
    keep();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("[aria-disabled=true]")) event.preventDefault();
  });
  document.addEventListener("submit", (event) => {
    if (underway) {
      event.preventDefault(); // what is on its way arrives first
      underway.finally(() => event.target.requestSubmit(event.submitter));
      return;
    }
    if (event.target.querySelector("button[aria-disabled=true]")) {
      event.preventDefault();
      return;
    }
    renew();
    clearTimeout(keeping);
    if (event.target === form) unsent.put(); // the page that says it was saved drops it
    if (drop.contains(event.target)) unsent.drop();
    if (event.target === form || drop.contains(event.target)) sent = text.value;
  });
  addEventListener("beforeunload", (event) => {
    if (text.value === sent) return;
    if (elsewhere) event.preventDefault();
    else unsent.put();
  });

  if (form.dataset.saved) unsent.drop();
  const waiting = unsent.take();
  if (waiting && waiting.text !== given && !elsewhere) {
    text.value = waiting.text;
    version.value = waiting.version;
    kept.textContent = "What this browser kept is back in the text; it is not saved.";
    typed();
  } else {
    unsent.drop();
  }
  tell();
})();
