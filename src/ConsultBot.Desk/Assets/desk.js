import { live, merge, newId, outbox, part } from "./live.js";
import { keys } from "./keys.js";
import { drafts } from "./drafts.js";

const words = document.body.dataset;
const { tab, number, conversation } = words;
const messages = document.getElementById("messages");
const log = document.getElementById("log");
const connection = document.getElementById("connection");
const notice = document.getElementById("notice");
const newer = document.getElementById("newer");
// Delivery marks of the latest turns may still change.
const unsettledTurns = 50;
const near = 80;

const field = () => document.getElementById("text");
const draft = drafts(number, field, words);

function within(id) {
  const element = document.getElementById(id);
  return element.contains(document.activeElement) || element.matches(":hover");
}

// The list never moves under the pointer or the focus: new order waits.
let listWaits = false;
async function readList() {
  const found = await part(`/desk/list?tab=${tab}&open=${number}`);
  const fresh = found.querySelector("#rows"), rows = document.getElementById("rows");
  document.querySelector(".tabs").replaceWith(found.querySelector(".tabs"));
  const mine = Number(fresh.dataset.mine);
  document.title = document.title.replace(/^\(\d+\) /, "");
  if (mine) document.title = `(${mine}) ${document.title}`;
  const changed = document.getElementById("list-changed");
  const order = element => [...element.querySelectorAll("li")].map(row => row.id).join();
  listWaits = within("rows") && order(fresh) !== order(rows);
  changed.hidden = !listWaits;
  changed.textContent = words.changed;
  if (listWaits) {
    for (const row of fresh.querySelectorAll("li")) {
      const known = document.getElementById(row.id);
      if (known) known.querySelector(".chips").replaceWith(row.querySelector(".chips"));
    }
    return;
  }
  const focused = document.activeElement.closest?.("#rows li")?.id;
  rows.replaceChildren(...fresh.childNodes);
  if (focused) document.getElementById(focused)?.querySelector("a").focus();
  draft.show();
}

async function readChat() {
  if (!number) return;
  const after = Math.max(0, Number(messages.dataset.last) - unsettledTurns);
  const found = await part(`/desk/chat/${number}/messages?after=${after}&tab=${tab}`);
  const fresh = found.querySelector("#messages");
  const atEnd = Math.abs(log.scrollTop) < near;
  messages.dataset.last = fresh.dataset.last;
  const added = merge(messages, fresh.children);
  if (added && atEnd) log.scrollTop = 0;
  newer.hidden = !added || atEnd;
  document.getElementById("chat-head").replaceChildren(...found.querySelector("#chat-head").childNodes);
  const context = document.getElementById("context");
  if (!context.contains(document.activeElement)) context.replaceChildren(...found.querySelector("[data-part=context]").childNodes);
  const compose = document.getElementById("compose"), next = found.querySelector("#compose");
  if (compose.dataset.state !== next.dataset.state) {
    draft.keep();
    compose.replaceWith(next);
    draft.restore();
    watch();
  } else {
    const signature = next.querySelector("#signature"), old = document.getElementById("signature");
    if (signature && old.textContent !== signature.textContent) old.replaceChildren(...signature.childNodes);
  }
}

let reading = Promise.resolve();
const read = what => reading = reading.then(what).catch(error => { if (error.message === "401") expired(); });

function expired() {
  draft.keep();
  connection.className = "small conn lost";
  connection.textContent = `${words.expired} `;
  const link = connection.appendChild(document.createElement("a"));
  link.href = `/desk/signin?ReturnUrl=${encodeURIComponent(location.pathname + location.search)}`;
  link.textContent = "→";
}

const send = outbox({ "X-Desk": "1" }, async () => { notice.textContent = ""; await read(readChat); }, async (job, answer) => {
  if (!field()?.value && field()) { field().value = job.words; draft.keep(); }
  if (answer.status === 401) expired();
  else notice.textContent = answer.status === 409 ? await answer.text() : String(answer.status);
  await read(readChat);
});

function echo(said) {
  const item = document.createElement("li");
  item.className = "me pending";
  const box = item.appendChild(document.createElement("article"));
  box.className = "msg officer";
  const line = box.appendChild(document.createElement("p"));
  line.className = "words";
  line.textContent = said;
  const state = box.appendChild(document.createElement("p"));
  state.className = "small muted";
  state.textContent = words.pending;
  state.hidden = true;
  messages.append(item);
  log.scrollTop = 0;
  return { item, mark: () => { state.hidden = false; } };
}

// Called again whenever the reply's form was renewed.
function watch() {
  const form = document.getElementById("reply");
  form?.addEventListener("submit", event => {
    event.preventDefault();
    const said = field().value;
    if (!said.trim()) { field().focus(); return; }
    const data = new URLSearchParams(new FormData(form));
    data.set("request", newId());
    field().value = "";
    draft.keep();
    send({ url: form.action, data, words: said, ...echo(said) });
    field().focus();
  });
}

newer?.addEventListener("click", () => { log.scrollTop = 0; newer.hidden = true; log.focus(); });
log?.addEventListener("scroll", () => { if (Math.abs(log.scrollTop) < near) newer.hidden = true; });
document.getElementById("list-changed").addEventListener("click", () => read(readList));
for (const event of ["mouseleave", "focusout"]) {
  document.getElementById("rows").addEventListener(event, () => setTimeout(() => { if (listWaits && !within("rows")) read(readList); }));
}

const states = { ok: words.ok, lost: words.lost, back: words.back };
live("/desk/events", news => {
  read(readList);
  if (!news || news === conversation) read(readChat);
}, state => {
  if (state === "expired") { expired(); return; }
  connection.className = `small conn ${state}`;
  connection.textContent = states[state];
});

draft.restore();
watch();
keys(field);
// Due times pass without any event.
setInterval(() => { if (!document.hidden) read(readList); }, 60000);
if (notice.textContent) notice.focus();
