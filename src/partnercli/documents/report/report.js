"use strict";
// Sorts the tables, shows some countries of all, and saves the data. The page can be read whole without it.
(() => {
  const said = document.getElementById("said");
  const say = (text) => { said.textContent = text; };
  const all = (table) => [...table.tBodies].flatMap((body) => [...body.rows]);
  const rows = (table) => all(table).filter((row) => !row.classList.contains("group"));
  const text = (cell) => cell.textContent.trim().replace(/\s+/g, " ");

  // What a cell is sorted by: its number where it holds one, else its words.
  const keyOf = (cell) => {
    const written = cell.dataset.sort ?? cell.querySelector("data")?.value;
    if (written === undefined) return text(cell);
    if (written === "true" || written === "false") return written === "true" ? 1 : 0;
    return written === "" || Number.isNaN(Number(written)) ? written : Number(written);
  };
  const compare = (a, b) => (typeof a === "number" && typeof b === "number"
    ? a - b : String(a).localeCompare(String(b), "en"));

  // Once this way, once the other, then as it was at first: by region, where the table has regions.
  const sort = (table, head, button, first) => {
    const place = head.cellIndex;
    const keyed = rows(table).map((row) => ({ row, key: keyOf(row.cells[place]) }));
    const numbers = keyed.some(({ key }) => typeof key === "number");
    // Numbers begin with the highest, words and the signs of a delegation with the first.
    const usual = numbers && !head.dataset.code ? "descending" : "ascending";
    const other = usual === "descending" ? "ascending" : "descending";
    const now = head.getAttribute("aria-sort");
    for (const one of table.tHead.rows[0].cells) one.removeAttribute("aria-sort");
    table.classList.toggle("sorted", now !== other);
    if (now === other) {
      for (const [row, body] of first) body.append(row);
      say(`${text(table.caption)}: in the first order again.`);
      return;
    }
    const way = now === usual ? other : usual;
    head.setAttribute("aria-sort", way);
    const sign = way === "descending" ? -1 : 1;
    // What has no value stands last either way; equals keep their order.
    keyed.sort((a, b) => (a.key === "" || b.key === "" ? (a.key === "") - (b.key === "") : sign * compare(a.key, b.key)));
    table.tBodies[0].append(...keyed.map(({ row }) => row));
    say(`${text(table.caption)}: sorted by ${button.dataset.name}, ${way}.`);
  };

  for (const table of document.querySelectorAll("table[data-sortable]")) {
    const first = all(table).map((row) => [row, row.parentElement]);
    for (const head of table.tHead.rows[0].cells) {
      const button = document.createElement("button");
      button.type = "button";
      button.dataset.name = head.querySelector("abbr")?.title || text(head);
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, button, first));
    }
  }

  const form = document.querySelector("form.filters");
  if (form) {
    const field = (name) => document.getElementById(`f-${name}`);
    const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    const tables = [...document.querySelectorAll("main table")].filter((table) => table.querySelector("tr[data-country]"));
    const notes = tables.map((table) => {
      const note = document.createElement("p");
      note.className = "chosen";
      note.hidden = true;
      table.parentElement.before(note);
      return note;
    });
    const regions = new Map([...field("region").options].map((one) => [one.value, one.text]));
    const names = new Map(tables.flatMap((table) => rows(table).map((row) => [
      row, plain(`${text(row.querySelector("th"))} ${regions.get(row.dataset.region) ?? ""}`)])));
    const wanted = (row) => {
      const words = plain(field("text").value.trim());
      const region = field("region").value;
      const delegation = field("delegation")?.value;
      return (!words || names.get(row).includes(words))
        && (!region || row.dataset.region === region)
        && (!delegation || row.dataset.named.split(" ").includes(delegation))
        && (!field("priority")?.checked || "priority" in row.dataset);
    };
    const countries = (found) => new Set(found.map((row) => row.dataset.country)).size;
    const choose = () => {
      const found = tables.flatMap((table, place) => {
        const there = rows(table);
        for (const row of there) row.hidden = !wanted(row);
        const shown = there.filter((row) => !row.hidden);
        for (const group of table.querySelectorAll("tr.group")) {
          group.hidden = !shown.some((row) => row.dataset.region === group.dataset.region);
        }
        const some = shown.length < there.length;
        notes[place].hidden = !some;
        notes[place].textContent = `Chosen: ${shown.length} of ${there.length} countries.`;
        const fold = table.closest("details");
        if (fold) fold.open = some;
        return there;
      });
      const code = field("delegation")?.value;
      for (const head of document.querySelectorAll("th[data-code]")) {
        head.classList.toggle("chosen-column", head.dataset.code === code);
      }
      say(`${countries(found.filter((row) => !row.hidden))} of ${countries(found)} countries shown.`);
    };
    form.addEventListener("input", choose);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(choose));
    form.hidden = tables.length === 0;
  }

  // What is long is folded on the screen, and never on paper.
  const folds = [...document.querySelectorAll("details.fold")];
  let opened = [];
  for (const one of folds) one.open = false;
  addEventListener("beforeprint", () => {
    opened = folds.filter((one) => one.open);
    for (const one of folds) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of folds) one.open = opened.includes(one); });

  // A table that is wider than its place says that it scrolls.
  const wide = new ResizeObserver((seen) => {
    for (const { target } of seen) target.classList.toggle("scrolls", target.scrollWidth > target.clientWidth + 1);
  });
  for (const one of document.querySelectorAll(".table")) wide.observe(one);

  const save = document.getElementById("save");
  save.addEventListener("click", () => {
    const data = document.getElementById("data").textContent;
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([data], { type: "application/json" }));
    link.download = document.body.className === "delegations" ? "report.json" : `report-${document.body.className}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    say(`The data are saved as ${link.download}.`);
  });
  save.parentElement.hidden = false;
})();
