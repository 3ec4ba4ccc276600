// Makes the chat page smoother. Without it everything works by ordinary forms.
"use strict";

const form = document.querySelector("form.chat");
const log = document.querySelector(".log");
const box = form.elements.text;
const trouble = document.querySelector(".trouble");
const away = document.body.dataset.away;

function leave() {
  document.body.classList.add("gone");
  document.title = "";
  navigator.sendBeacon("/leave", new URLSearchParams({ session: form.elements.session.value }));
  // replace, so that Back does not lead here.
  window.location.replace(away);
}

document.querySelector("button.leave").addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

let shifts = [];
document.addEventListener("keydown", (event) => {
  if (event.repeat) return;
  if (event.key !== "Shift") {
    shifts = [];
    return;
  }
  const now = Date.now();
  shifts = shifts.filter((at) => now - at < 2000).concat(now);
  if (shifts.length === 3) leave();
});

// A page kept by the browser for Back must not show again what was left.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

function show(html) {
  const held = document.createElement("template");
  held.innerHTML = html;
  log.append(held.content);
  log.lastElementChild.scrollIntoView({ block: "nearest" });
}

// One request after the other: each says what the page has got so far.
let last = Promise.resolve();
function ask(changes) {
  last = last.catch(() => {}).then(async () => {
    const body = new URLSearchParams(new FormData(form));
    for (const [name, value] of Object.entries(changes)) body.set(name, value);
    const answer = await fetch("/chat", { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = await answer.json();
    for (const name of ["session", "history", "got"]) form.elements[name].value = page[name];
    if (page.html.trim()) show(page.html);
    listen(page.live);
  });
  return last;
}

// While a mentor may write, the page looks every few seconds; the button is for those without script.
let listening;
function listen(live) {
  clearTimeout(listening);
  if (live) listening = setTimeout(() => ask({ look: "1", text: "" }).catch(() => listen(true)), 3000);
}

async function send(text) {
  form.setAttribute("aria-busy", "true");
  trouble.hidden = true;
  try {
    await ask({ text });
    box.value = "";
  } catch {
    trouble.hidden = false;
    box.value = text;
  } finally {
    form.removeAttribute("aria-busy");
    box.focus();
  }
}

form.addEventListener("submit", (event) => {
  if (event.submitter && event.submitter.formAction.endsWith("/leave")) return;
  event.preventDefault();
  if (form.getAttribute("aria-busy")) return;
  const chosen = event.submitter && event.submitter.name === "quick" ? event.submitter.value : box.value;
  if (chosen.trim()) send(chosen);
});

box.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("button.send"));
  }
});
