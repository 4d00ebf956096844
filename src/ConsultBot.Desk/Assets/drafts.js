// A draft belongs to one chat and survives whatever happens to the page.
export function drafts(number, field, words) {
  const name = of => `draft:${of}`;
  const show = () => {
    for (const row of document.querySelectorAll(".rows li")) {
      const kept = localStorage.getItem(name(row.id.slice(4)));
      const line = row.querySelector(".draft");
      line.hidden = !kept;
      line.textContent = kept ? `${words.draft}: ${kept.slice(0, 60)}` : "";
    }
  };
  const keep = () => {
    if (!number || !field()) return;
    if (field().value) localStorage.setItem(name(number), field().value);
    else localStorage.removeItem(name(number));
    const line = document.getElementById("draft");
    if (line) line.textContent = "";
    show();
  };
  let pause;
  const restore = () => {
    const area = field();
    if (!number || !area) { show(); return; }
    if (!area.value) area.value = localStorage.getItem(name(number)) ?? "";
    area.addEventListener("input", () => {
      clearTimeout(pause);
      keep();
      pause = setTimeout(() => { if (area.value) document.getElementById("draft").textContent = words.draft; }, 800);
    });
    show();
  };
  return { keep, restore, show };
}
