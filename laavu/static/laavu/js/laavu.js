// Small additions to pages that work without them.
(function () {
  "use strict";

  function typing(target) {
    return target.closest("input, select, textarea, [contenteditable]") !== null;
  }

  function shortcut(key) {
    return document.querySelector('[data-shortcut="' + key + '"]');
  }

  function closeOpen() {
    document.querySelectorAll(".drop[open], .menu[open]").forEach(function (opened) {
      opened.open = false;
      if (opened.contains(document.activeElement)) {
        opened.querySelector("summary").focus();
      }
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      closeOpen();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    if (event.key === "?") {
      const help = document.getElementById("shortcuts");
      if (help && !help.open) {
        event.preventDefault();
        help.showModal();
      }
    } else if (event.key === "/") {
      const search = shortcut("/");
      if (search) {
        event.preventDefault();
        search.focus();
        search.select();
      }
    } else if (event.key === "n") {
      const action = shortcut("n");
      if (action) {
        event.preventDefault();
        action.click();
      }
    }
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll(".drop[open], .menu[open]").forEach(function (opened) {
      if (!opened.contains(event.target)) {
        opened.open = false;
      }
    });
  });

  // A second press while the first is on its way would do the thing twice.
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post], [data-again]")) {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    form.classList.add("working");
  });

  // Back in the browser brings the page as it was left: let it be sent again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.classList.remove("working");
    });
  });

  function focusFirst(root) {
    const wanted = root.querySelector("[data-focus]");
    if (wanted) {
      wanted.focus();
    }
  }

  // Fields that act as soon as they change; without JavaScript their form has a button.
  document.addEventListener("change", function (event) {
    const form = event.target.closest("form[data-send-on-change]");
    if (form) {
      form.requestSubmit();
    }
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    focusFirst(event.detail.target);
  });
  document.addEventListener("htmx:responseError", function () {
    const place = document.getElementById("failed-request");
    if (place) {
      place.hidden = false;
    }
  });
  document.addEventListener("htmx:sendError", function () {
    const place = document.getElementById("failed-request");
    if (place) {
      place.hidden = false;
    }
  });
  focusFirst(document);
})();
