// A comparison works without this script: it filters in place, steps from change to change, and fetches what is folded.
"use strict";

(() => {
  const rows = document.getElementById("rows");
  const summary = document.querySelector(".summary");
  const told = summary.querySelector("[role=status]");
  const steps = summary.querySelector(".steps");
  const chips = [...summary.querySelectorAll("[data-filter]")];
  const changes = () => [...rows.querySelectorAll(":scope > .pair:not([hidden])")];

  // Filter: only where every question is on the page; else the link asks the server.

  const show = (name) => {
    for (const row of rows.children) {
      if (row.dataset.kind) row.hidden = name !== "" && !row.dataset.kind.split(" ").includes(name);
      if (row.matches("details.fold")) row.open = name === "unchanged";
    }
    for (const chip of chips) {
      const isOn = chip.dataset.filter === name;
      if (chip.localName === "input") chip.checked = isOn;
      else if (isOn) chip.setAttribute("aria-current", "true");
      else chip.removeAttribute("aria-current");
      if (isOn) told.textContent = chip.dataset.said;
    }
    tellPlace();
  };

  const filter = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    const chip = event.currentTarget;
    show(chip.dataset.filter);
    history.pushState(null, "", chip.href);
  };

  // Step from change to change.

  const edge = () => summary.getBoundingClientRect().bottom;
  const isInSight = (row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return bottom > edge() && top < innerHeight;
  };

  // Where the reader is: the change that was stepped to, as long as it is in sight, else the last that began above.
  const place = (all) => {
    const here = all.findIndex((row) => row.classList.contains("here") && isInSight(row));
    return here >= 0 ? here : all.findLastIndex((row) => row.getBoundingClientRect().top <= edge() + 8);
  };

  const step = (by) => {
    const all = changes();
    const next = all[place(all) + by];
    if (!next) return;
    for (const row of all) row.classList.toggle("here", row === next);
    next.scrollIntoView({ block: "start" });
    next.querySelector("h2").focus({ preventScroll: true });
    // The address names the change, to be copied; two files that are only compared have none.
    if (chips[0].localName !== "input") history.replaceState(history.state, "", `#${next.id}`);
    tellPlace();
  };

  const tellPlace = () => {
    const all = changes();
    const here = place(all);
    const at = steps.querySelector(".at");
    at.textContent = all.length ? `${here + 1} ${at.dataset.of} ${all.length}` : "";
    const [before, after] = steps.querySelectorAll(".step");
    before.setAttribute("aria-disabled", String(here <= 0));
    after.setAttribute("aria-disabled", String(here >= all.length - 1));
  };

  // Fetch what is folded, or what comes after.

  const rowsOf = async (address) => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(answer.statusText);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    return page.querySelectorAll("#rows > :not(.running)");
  };

  const fetchInto = async (link) => {
    const place = link.closest(".later");
    if (place.ariaBusy === "true") return;
    place.ariaBusy = "true";
    try {
      place.replaceWith(...(await rowsOf(link.href)));
    } catch {
      location.href = link.href;
    }
    watch();
    tellPlace();
  };

  const nearing = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target } of seen) if (isIntersecting) fetchInto(target);
  }, { rootMargin: "800px" });

  const watch = () => rows.querySelectorAll(":scope > .later > a").forEach((link) => nearing.observe(link));

  rows.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-fetch]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    fetchInto(link);
  });
  rows.addEventListener("toggle", (event) => {
    const link = event.target.open && event.target.querySelector(":scope > .later > a");
    if (link) fetchInto(link);
  }, true);

  // A link to a question that is folded away, or on a later page.
  const seek = () => {
    const anchor = decodeURIComponent(location.hash.slice(1)).replace(/^i-/, "").replace(/-[qa](-m.*)?$/, "");
    if (/^(v|was-)\w/.test(anchor) && !document.getElementById(anchor)) {
      const address = new URL(location.href);
      if (address.searchParams.get("from") === anchor) return;
      address.searchParams.set("from", anchor);
      location.replace(address);
    }
  };

  if ("whole" in rows.dataset) {
    // Two files that are only compared have no address to come back to: what is chosen is in the page alone.
    if (chips[0].localName === "input") {
      for (const chip of chips) chip.addEventListener("change", () => show(chip.dataset.filter));
    } else {
      for (const chip of chips) chip.addEventListener("click", filter);
      addEventListener("popstate", () => show(new URLSearchParams(location.search).get("kind") ?? ""));
    }
  }
  for (const button of steps.querySelectorAll(".step")) {
    button.addEventListener("click", () => step(Number(button.dataset.step)));
  }
  steps.hidden = changes().length < 2;
  addEventListener("scroll", tellPlace, { passive: true });
  addEventListener("hashchange", seek);
  // What is gone to must not be under the summary, however many lines that takes.
  new ResizeObserver(() => {
    document.documentElement.style.scrollPaddingTop = `${summary.offsetHeight + 8}px`;
  }).observe(summary);
  watch();
  tellPlace();
  seek();
})();
