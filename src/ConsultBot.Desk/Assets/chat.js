import { live, merge, newId, outbox, part } from "./live.js";

const words = document.body.dataset;
const form = document.getElementById("message");
const text = document.getElementById("text");
const list = document.getElementById("messages");
const log = document.querySelector(".log");
const connection = document.getElementById("connection");
let isLive = false, reading = Promise.resolve();

// What was missed is read by sequence number, one reading after another.
const catchUp = () => reading = reading.then(async () => {
  const found = await part(`/chat/messages?after=${list.dataset.last}`);
  const fresh = found.querySelector("ol");
  list.dataset.last = fresh.dataset.last;
  if (merge(list, fresh.children)) {
    document.querySelector(".empty").hidden = true;
    log.scrollTop = 0;
  }
  const place = found.querySelector("[data-part=place]").textContent.trim();
  const line = document.getElementById("place");
  if (line.textContent.trim().replace(/\d\d:\d\d/, "") !== place.replace(/\d\d:\d\d/, "")) line.textContent = place;
  const quick = found.querySelector("[data-part=quick]");
  if (quick) document.querySelector(".quick").replaceChildren(...quick.childNodes);
}).catch(() => {});

function begin() {
  if (isLive) return;
  isLive = true;
  live("/chat/events", catchUp, state => {
    connection.textContent = state === "lost" ? words.lost : state === "back" ? words.back : connection.textContent === words.lost ? "" : connection.textContent;
    if (state === "back") setTimeout(() => { if (connection.textContent === words.back) connection.textContent = ""; }, 5000);
  });
}

const send = outbox({ "X-Chat": "1" }, async () => { await catchUp(); begin(); }, (job, answer) => {
  if (job.words && !text.value) text.value = job.words;
  if (answer.status === 413) connection.textContent = words.toolong;
});

function echo(said) {
  const item = document.createElement("li");
  item.className = "me pending";
  const box = item.appendChild(document.createElement("article"));
  box.className = "msg";
  const line = box.appendChild(document.createElement("p"));
  line.className = "words";
  line.textContent = said;
  const state = box.appendChild(document.createElement("p"));
  state.className = "small muted";
  state.textContent = words.sending;
  list.append(item);
  document.querySelector(".empty").hidden = true;
  log.scrollTop = 0;
  return { item, mark: () => { state.textContent = words.pending; } };
}

form.addEventListener("submit", event => {
  event.preventDefault();
  const data = new URLSearchParams(new FormData(form));
  data.set("request", newId());
  const button = event.submitter;
  const pressed = button?.name ? button : null;
  if (pressed) { data.delete("text"); data.set(pressed.name, pressed.value); }
  else if (!text.value.trim()) { text.focus(); return; }
  const said = pressed ? pressed.textContent : text.value;
  if (!pressed) text.value = "";
  send({ url: "/", data, words: pressed ? "" : said, ...echo(said) });
  if (!pressed) text.focus();
});

const fine = matchMedia("(pointer: fine)").matches;
document.getElementById("keys").hidden = !fine;
text.addEventListener("keydown", event => {
  if (event.code !== "Enter" && event.code !== "NumpadEnter" || event.isComposing || event.shiftKey || event.altKey) return;
  if (fine || event.ctrlKey || event.metaKey) { event.preventDefault(); form.requestSubmit(); }
});

const root = document.documentElement;
const resize = size => {
  if (size) root.dataset.size = size; else delete root.dataset.size;
};
resize(Number(localStorage.getItem("size")) || 0);
document.querySelector(".sizes").hidden = false;
document.querySelector(".sizes").addEventListener("click", event => {
  const step = Number(event.target.dataset.size);
  if (!step) return;
  const size = Math.max(-1, Math.min(3, (Number(root.dataset.size) || 0) + step));
  localStorage.setItem("size", size);
  resize(size);
});

const print = document.getElementById("print");
print.hidden = false;
print.addEventListener("click", () => window.print());
document.getElementById("errors")?.focus();
if (words.known === "1") begin();
