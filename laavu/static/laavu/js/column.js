// A column of boxes: Enter goes down, a copied column of a spreadsheet is pasted over the boxes below.
// Without this file each box is written by itself.
(function () {
  "use strict";

  const form = document.querySelector("form[data-column-form]");
  if (!form) {
    return;
  }
  const boxes = Array.from(form.querySelectorAll("input[data-column]"));

  function go(box) {
    box.focus();
    box.select();
  }

  form.addEventListener("keydown", function (event) {
    const at = boxes.indexOf(event.target);
    if (at < 0) {
      return;
    }
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.key === "Enter" || event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const up = event.key === "ArrowUp" || event.shiftKey;
      const next = boxes[at + (up ? -1 : 1)];
      if (next) {
        go(next);
      } else if (!up && event.key === "Enter") {
        form.querySelector("button[type=submit]").focus();
      }
    }
  });

  form.addEventListener("paste", function (event) {
    const at = boxes.indexOf(event.target);
    const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
    if (at < 0 || !text.includes("\n")) {
      return;
    }
    event.preventDefault();
    const lines = text.split("\n").slice(0, boxes.length - at);
    lines.forEach(function (line, down) {
      boxes[at + down].value = line.split("\t")[0].trim().slice(0, boxes[at + down].maxLength);
    });
    go(boxes[at + lines.length - 1]);
  });
})();
