/* Reveals follow-ups on the page as soon as they are due. Without it the page comes back
   from the server with them. It reads answers and hides or shows; it sends nothing. */
(function () {
  "use strict";
  var form = document.getElementById("paper");
  if (!form || !form.elements || !form.closest) return;

  function given(test) {
    return Array.prototype.filter.call(form.elements, function (e) {
      if (!e.name || e.name[0] === "_" || !test(e.name) || e.closest("[hidden]")) return false;
      return (e.type === "radio" || e.type === "checkbox" ? e.checked : true) && e.value.trim() !== "";
    });
  }
  function value(name) {
    var found = given(function (n) { return n === name; })[0];
    return found && found.value[0] !== "~" ? found.value : null;
  }
  function parts(code) {
    return given(function (n) { return n === code || n.indexOf(code + ".") === 0; });
  }
  function number(text) {
    return text === null || text === "" ? NaN : Number(String(text).replace(",", "."));
  }
  function compare(a, op, b) {
    switch (op) {
      case "<": return a < b;
      case "<=": return a <= b;
      case ">": return a > b;
      case ">=": return a >= b;
      case "=": return a === b;
      default: return a !== b;
    }
  }
  function compared(op, name, kind, other) {
    var a = value(name), b = kind === "r" ? value(other) : other;
    if (a === null || b === null) return false;
    if (kind === "s") return compare(a, op, b);
    var m = number(a), n = number(b);
    return isNaN(m) || isNaN(n) ? kind === "r" && compare(a, op, b) : compare(m, op, n);
  }
  function is(state, code) {
    var said = parts(code), mark = null;
    said.forEach(function (e) { if (e.value[0] === "~") mark = e.value.slice(1); });
    if (state === "skipped") return !said.length;
    return state === "answered" ? said.length > 0 && !mark : mark === state;
  }
  function count(op, code, n) {
    var ticked = parts(code).filter(function (e) { return e.name.slice(-1) !== "~"; });
    var isMissing = !parts(code).length || is("refused", code) || is("dont_know", code);
    return !isMissing && compare(ticked.length, op, n);
  }
  function holds(c) {
    switch (c[0]) {
      case "not": return !holds(c[1]);
      case "and": return c.slice(1).every(holds);
      case "or": return c.slice(1).some(holds);
      case "has": return given(function (n) { return n === c[1]; }).length > 0;
      case "count": return count(c[1], c[2], c[3]);
      case "is": return is(c[1], c[2]);
      default: return compared(c[0], c[1], c[2], c[3]);
    }
  }
  function follow() {
    form.querySelectorAll("[data-when]").forEach(function (e) {
      e.hidden = !holds(JSON.parse(e.dataset.when));
    });
    form.querySelectorAll("[data-among]").forEach(function (e) {
      e.hidden = !given(function (n) { return n === e.dataset.among; }).length;
      if (e.hidden) e.querySelectorAll("input").forEach(function (i) { i.checked = false; });
    });
  }
  form.elements._at_once.value = "1";
  form.addEventListener("input", follow);
  form.addEventListener("change", follow);
  follow();
})();
