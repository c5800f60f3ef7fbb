// The hidden pictures of a step-through are not fetched with the page: fetch them when it comes near the
// screen, so that each one is there before the slider reaches it.
for (const figure of document.querySelectorAll("figure.frames")) {
  const nearby = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      nearby.disconnect();
      for (const picture of figure.querySelectorAll("img")) picture.loading = "eager";
    },
    { rootMargin: "600px" },
  );
  nearby.observe(figure);
}

// On paper nothing can be opened: open what is folded, and fold it again afterwards.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.opened = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-opened]")) {
    details.open = false;
    delete details.dataset.opened;
  }
});

// What is too wide scrolls, also by keyboard: the theme looks which these are when the window changes, but
// not when something is unfolded.
addEventListener("toggle", () => dispatchEvent(new Event("resize")), true);
