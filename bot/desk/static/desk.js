// News without loading the page again. Without it everything works by ordinary forms and links.
"use strict";

const root = document.body.dataset.root;
const live = document.getElementById("live");
const trouble = document.querySelector(".trouble");
const say = document.querySelector("form.say");

function parsed(html) {
  return new DOMParser().parseFromString(html, "text/html");
}

// Only lines that are new are added, so that a screen reader says each once.
function show(html) {
  const page = parsed(html);
  const log = live.querySelector(".log");
  if (!log) {
    if (!live.contains(document.activeElement)) live.replaceChildren(...page.body.childNodes);
    return;
  }
  const over = page.getElementById("over");
  if (over) {
    live.replaceChildren(over);
    for (const rest of document.querySelectorAll("main > :not(#live)")) rest.remove();
    news.close();
    return;
  }
  live.querySelector("#flags").replaceWith(page.getElementById("flags"));
  const known = new Set([...log.children].map((line) => line.dataset.number));
  const fresh = [...page.querySelectorAll(".log li")].filter((line) => !known.has(line.dataset.number));
  log.append(...fresh);
  if (fresh.length) log.lastElementChild.scrollIntoView({ block: "nearest" });
}

async function refresh() {
  const answer = await fetch(live.dataset.part);
  if (!answer.ok || answer.redirected) {
    window.location.reload();
    return;
  }
  show(await answer.text());
}

const news = new EventSource(`${root}/news`);
news.addEventListener("message", () => refresh().then(() => (trouble.hidden = true), () => (trouble.hidden = false)));
// The server ends the line every half minute; only a line that stays down is worth a word.
let down;
news.addEventListener("error", () => {
  clearTimeout(down);
  down = setTimeout(() => (trouble.hidden = false), 5000);
});
news.addEventListener("open", () => {
  clearTimeout(down);
  trouble.hidden = true;
});

if (say) {
  say.addEventListener("submit", async (event) => {
    event.preventDefault();
    const box = say.elements.text;
    const body = new URLSearchParams(new FormData(say, event.submitter));
    const words = event.submitter && event.submitter.name === "quick" ? null : box.value;
    if (words !== null && !words.trim()) return;
    try {
      const answer = await fetch(say.action, { method: "POST", body });
      // A page to sign in is an answer too, and then nothing was sent.
      if (!answer.ok || answer.url.endsWith("/sign-in")) throw new Error(String(answer.status));
      // The same mark is sent again after a failure: it can then not count twice.
      say.elements.once.value = crypto.getRandomValues(new Uint32Array(4)).join("-");
      if (words !== null) box.value = "";
      await refresh();
    } catch {
      trouble.hidden = false;
    }
    box.focus();
  });
  say.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say.requestSubmit(say.querySelector("button.go"));
    }
  });
}

for (const form of document.querySelectorAll("form[data-ask]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.ask)) event.preventDefault();
  });
}
