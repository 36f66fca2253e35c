// A reader who goes to the end at once and reads then has asked for the mark too early to be counted.
// Ask again when enough time has passed, if the article is still being looked at.

const mark = document.querySelector(".read-mark");

function askAgain() {
  if (document.visibilityState === "visible") {
    mark.loading = "eager";
    mark.src = `${mark.src}?again`;
  } else {
    document.addEventListener("visibilitychange", askAgain, { once: true });
  }
}

function reached() {
  const wait = Number(mark.dataset.after) * 1000 + 1000 - performance.now();
  if (wait > 0) setTimeout(askAgain, wait);
}

if (mark?.naturalWidth) reached();
else mark?.addEventListener("load", reached, { once: true });
