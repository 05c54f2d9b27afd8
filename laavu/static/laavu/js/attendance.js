// Attendance: arrows go from box to box; space ticks by itself. Without this the tab key does.
(function () {
  "use strict";

  const table = document.querySelector(".attendance__table");
  if (!table) {
    return;
  }
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  table.addEventListener("keydown", function (event) {
    const step = steps[event.key];
    const cell = event.target.closest("td");
    if (!step || !cell || event.target.type !== "checkbox") {
      return;
    }
    event.preventDefault();
    let row = cell.parentElement;
    let column = cell.cellIndex;
    // Past cells without a box, until one is found or the grid ends.
    for (;;) {
      row = step[0] < 0 ? row.previousElementSibling : step[0] > 0 ? row.nextElementSibling : row;
      column += step[1];
      const next = row && row.cells[column];
      if (!next) {
        return;
      }
      const box = next.querySelector("input:not(:disabled)");
      if (box) {
        box.focus();
        return;
      }
    }
  });
})();
