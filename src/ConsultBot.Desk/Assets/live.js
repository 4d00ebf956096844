// One stream for all tabs of a browser: over HTTP/1.1 it opens at most six connections to a host.
const silence = 40000;
const quiet = 2000;

export function live(url, onNews, onState) {
  const channel = new BroadcastChannel(`live:${url}`);
  const handle = message => message.state ? onState(message.state) : onNews(message.news);
  const tell = message => { channel.postMessage(message); handle(message); };
  channel.onmessage = event => handle(event.data);
  const lead = () => new Promise(() => listen(url, tell));
  if (navigator.locks) navigator.locks.request(`live:${url}`, lead);
  else lead();
  // A tab that slept has missed what was passed on.
  document.addEventListener("visibilitychange", () => { if (!document.hidden) onNews(""); });
}

function listen(url, tell) {
  let source, heard, lostTimer, isLost = false;
  const alive = () => {
    heard = Date.now();
    clearTimeout(lostTimer);
    lostTimer = undefined;
    tell({ state: isLost ? "back" : "ok" });
    isLost = false;
  };
  const lost = () => {
    lostTimer ??= setTimeout(() => { isLost = true; tell({ state: "lost" }); }, quiet);
  };
  const open = () => {
    source?.close();
    heard = Date.now();
    source = new EventSource(url);
    source.onopen = alive;
    source.addEventListener("news", event => { heard = Date.now(); tell({ news: event.data }); });
    source.addEventListener("ping", () => { heard = Date.now(); });
    source.onerror = () => {
      lost();
      if (source.readyState === EventSource.CLOSED) check();
    };
  };
  // The stream was refused: over for good only when the session is.
  const check = async () => {
    const answer = await fetch(url, { headers: { "X-Desk": "1" }, signal: AbortSignal.timeout(5000) }).catch(() => null);
    if (answer?.status === 401) { clearTimeout(lostTimer); tell({ state: "expired" }); return; }
    answer?.body?.cancel();
    if (answer?.status === 204) return;
    setTimeout(open, 1000 + Math.random() * 4000);
  };
  setInterval(() => { if (Date.now() - heard > silence) { lost(); open(); } }, 5000);
  open();
}

export async function part(url) {
  const answer = await fetch(url, { headers: { "X-Desk": "1" }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html").body;
}

// Puts list items where they belong: known ones are renewed in place, new ones come last.
export function merge(list, items) {
  let added = 0;
  for (const item of [...items]) {
    const known = document.getElementById(item.id);
    if (known) { if (known.innerHTML !== item.innerHTML) known.replaceWith(item); }
    else { list.insertBefore(item, list.querySelector(":scope > .pending")); added++; }
  }
  return added;
}

// Sends forms one after another; a lost connection keeps them, and the same form again is the same message.
export function outbox(headers, onSent, onRefused) {
  const waiting = [];
  let busy = false;
  const pump = async () => {
    if (busy) return;
    busy = true;
    while (waiting.length) {
      const job = waiting[0];
      let answer;
      try { answer = await fetch(job.url, { method: "POST", body: job.data, headers }); }
      catch { answer = null; }
      if (!answer || answer.status === 503) {
        job.mark?.(true);
        await new Promise(next => setTimeout(next, 2000 + Math.random() * 1000));
        continue;
      }
      waiting.shift();
      job.item?.remove();
      if (answer.ok) await onSent(job);
      else onRefused(job, answer);
    }
    busy = false;
  };
  window.addEventListener("beforeunload", event => { if (waiting.length) event.preventDefault(); });
  return job => { waiting.push(job); pump(); };
}

export const newId = () => [...crypto.getRandomValues(new Uint8Array(12))].map(b => b.toString(16).padStart(2, "0")).join("");
