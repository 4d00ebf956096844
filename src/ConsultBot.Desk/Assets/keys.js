// Keys by their place, so that they work in Kazakh, Russian and Latin layouts.
export function keys(field) {
  const rows = () => [...document.querySelectorAll("#rows a")];
  const move = step => {
    const all = rows();
    let at = all.indexOf(document.activeElement);
    if (at < 0) at = all.findIndex(row => row.hasAttribute("aria-current"));
    if (at < 0 && step < 0) at = 1;
    all[Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  const close = () => {
    const ends = document.getElementById("close");
    if (ends) { ends.open = true; ends.querySelector("button").focus(); }
  };
  const help = () => {
    const list = document.getElementById("keys-help");
    list.open = !list.open;
    list.querySelector("summary").focus();
  };
  const single = {
    KeyJ: () => move(1), KeyK: () => move(-1),
    KeyA: () => document.getElementById("take").click(),
    KeyR: () => field()?.focus(),
    KeyE: close,
  };
  const inList = { ArrowDown: () => move(1), ArrowUp: () => move(-1) };
  const on = document.getElementById("keys-on");
  on.checked = localStorage.getItem("keys") !== "off";
  on.addEventListener("change", () => localStorage.setItem("keys", on.checked ? "on" : "off"));

  document.addEventListener("keydown", event => {
    if (event.isComposing || event.getModifierState("AltGraph") || event.altKey) return;
    const typing = event.target.matches("input:not([type=checkbox]), textarea, select, [contenteditable]");
    const isEnter = event.code === "Enter" || event.code === "NumpadEnter";
    if (typing) {
      if (isEnter && (event.ctrlKey || event.metaKey) && !event.shiftKey && event.target === field()) {
        event.preventDefault();
        if (!event.repeat) event.target.form.requestSubmit();
      }
      if (event.code === "Escape") document.getElementById("log")?.focus();
      return;
    }
    if (event.code === "Escape") { leave(); return; }
    if (!on.checked || event.ctrlKey || event.metaKey) return;
    const onList = event.target === document.body || event.target.closest("#rows");
    const act = event.shiftKey ? (event.code === "Slash" ? help : null) : single[event.code] ?? (onList ? inList[event.code] : null);
    if (!act || (event.repeat && act !== single.KeyJ && act !== single.KeyK && !inList[event.code])) return;
    event.preventDefault();
    act();
  });
}

function leave() {
  const open = document.querySelector("details[open]");
  if (open) { open.open = false; open.querySelector("summary").focus(); }
  else if (location.hash === "#context") { location.hash = "#chat"; }
}
