"use strict";
// The only script of the page; see the package comment. Nothing here judges anything:
// forms are sent, and what is answered is shown.

const token = document.querySelector("meta[name=token]").content;
const busy = document.querySelector("#busy");

// wait tells that something is going on; an empty text, that it is done.
function wait(text) {
  busy.textContent = text;
  busy.hidden = text === "";
  document.body.setAttribute("aria-busy", text === "" ? "false" : "true");
}

// tell puts what was answered into its place, and what could not be done beside it. Who
// was in a field stays there.
function tell(into, html) {
  const focused = into.contains(document.activeElement) ? document.activeElement.id : "";
  into.innerHTML = html;
  for (const part of into.querySelectorAll("[data-goes]")) {
    // A part of the answer that belongs elsewhere.
    document.querySelector(part.dataset.goes).innerHTML = part.innerHTML;
    part.remove();
  }
  prepare(into);
  const again = into.querySelector("[data-focus]") || (focused && document.getElementById(focused));
  if (again) {
    again.focus(); // for those who hear the page, or go by the keyboard
  }
}

// answered follows where an answer leads, or shows it.
async function answered(response, into) {
  const to = response.headers.get("X-Ruhu-Location");
  if (to) {
    location.assign(to);
    return;
  }
  const address = response.headers.get("X-Ruhu-Address");
  if (address) {
    history.replaceState(null, "", address); // reload and back come to the same
  }
  const whole = response.headers.get("X-Ruhu-Into");
  const text = await response.text();
  if (whole) {
    into.textContent = "";
  }
  tell(whole ? document.querySelector(whole) : into, text);
}

// lost says that the program does not answer any more.
function lost(into) {
  tell(into, '<section class="fault" role="alert"><h2>程序没有回答</h2><p>ruhu 的窗口可能已经关闭。请再打开一次 ruhu。</p></section>');
}

// The latest change of what goes to a place, and what is on its way there.
const latest = new Map();
const sending = new Map();

// send sends a form, and shows the answer in the place that it names: one after the
// other, so that what an answer changes in a form is sent along with the next.
async function send(form, button) {
  const place = form.dataset.into;
  const number = (latest.get(place) || 0) + 1;
  latest.set(place, number);
  const before = sending.get(place) || Promise.resolve();
  const now = before.then(() => (button || latest.get(place) === number ? sendNow(form, button) : undefined));
  sending.set(place, now);
  await now;
  if (sending.get(place) === now) {
    sending.delete(place);
  }
}

async function sendNow(form, button) {
  const into = document.querySelector(form.dataset.into);
  const fields = new FormData(form);
  if (button && button.name) {
    fields.append(button.name, button.value);
  }
  const action = button && button.hasAttribute("formaction") ? button.formAction : form.action;
  wait("wait" in form.dataset ? form.dataset.wait : "请稍候……");
  try {
    const response = await fetch(action, {
      method: "POST",
      headers: { "X-Ruhu-Part": "1", "X-Ruhu-Token": token },
      body: new URLSearchParams(fields),
    });
    await answered(response, into);
  } catch (error) {
    lost(into);
  }
  wait("");
}

// poll asks, a while later, for what is to stand in the place of an element: it waits
// for something that goes on.
function poll(waiting) {
  setTimeout(async () => {
    if (!waiting.isConnected) {
      return;
    }
    try {
      const response = await fetch(waiting.dataset.poll, {
        method: "POST",
        headers: { "X-Ruhu-Part": "1", "X-Ruhu-Token": token },
      });
      if (waiting.isConnected) {
        await answered(response, waiting.parentElement);
      }
    } catch (error) {
      if (waiting.isConnected) {
        lost(waiting.parentElement);
      }
    }
  }, 400);
}

// load asks for a part of the page that is shown when it is wanted.
async function load(into) {
  const response = await fetch(into.dataset.load, {
    method: "POST",
    headers: { "X-Ruhu-Part": "1", "X-Ruhu-Token": token },
  });
  await answered(response, into);
}

// upload sends files, telling how far it came; then the server reads them.
function upload(place, files) {
  if (files.length === 0) {
    return;
  }
  const fields = new FormData();
  for (const f of files) {
    fields.append("file", f, f.webkitRelativePath || f.name);
  }
  const request = new XMLHttpRequest();
  request.open("POST", place.dataset.upload);
  request.setRequestHeader("X-Ruhu-Part", "1");
  request.setRequestHeader("X-Ruhu-Token", token);
  request.upload.addEventListener("progress", (e) => {
    if (e.lengthComputable) {
      wait("正在放入 " + Math.floor((100 * e.loaded) / e.total) + "%");
    }
  });
  request.upload.addEventListener("load", () => wait("正在读……"));
  const notice = place.querySelector(".notice") || place.appendChild(Object.assign(document.createElement("div"), { className: "notice" }));
  request.addEventListener("load", () => {
    const to = request.getResponseHeader("X-Ruhu-Location");
    if (to) {
      location.assign(to);
      return;
    }
    wait("");
    tell(notice, request.responseText);
  });
  request.addEventListener("error", () => {
    wait("");
    lost(notice);
  });
  wait("正在放入……");
  request.send(fields);
}

// dropped gathers the files of a drop, also those of folders.
async function dropped(items) {
  const files = [];
  async function walk(entry, path) {
    if (entry.isFile) {
      const file = await new Promise((done, fail) => entry.file(done, fail));
      files.push(path === "" ? file : new File([file], path + file.name));
    } else if (entry.isDirectory) {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((done, fail) => reader.readEntries(done, fail));
        if (some.length === 0) {
          break;
        }
        for (const e of some) {
          await walk(e, path + entry.name + "/");
        }
      }
    }
  }
  const entries = Array.from(items, (item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter((e) => e);
  for (const e of entries) {
    await walk(e, "");
  }
  return files;
}

// prepare makes what is in a part of the page work.
function prepare(part) {
  for (const place of part.querySelectorAll("[data-upload]")) {
    for (const chooser of place.querySelectorAll("input[type=file]")) {
      chooser.addEventListener("change", () => upload(place, chooser.files));
    }
    place.addEventListener("dragover", (e) => {
      e.preventDefault();
      place.classList.add("over");
    });
    place.addEventListener("dragleave", () => place.classList.remove("over"));
    place.addEventListener("drop", async (e) => {
      e.preventDefault();
      place.classList.remove("over");
      const plain = e.dataTransfer.files;
      const files = await dropped(e.dataTransfer.items);
      upload(place, files.length > 0 ? files : plain);
    });
  }
  for (const form of part.querySelectorAll("form[data-into]")) {
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      send(form, e.submitter);
    });
  }
  for (const waiting of part.querySelectorAll("[data-poll]")) {
    poll(waiting);
  }
  for (const button of part.querySelectorAll("[data-opens]")) {
    button.addEventListener("click", () => {
      const place = document.querySelector(button.dataset.opens);
      place.hidden = false;
      for (const into of place.querySelectorAll("[data-load]")) {
        load(into);
      }
      place.scrollIntoView();
    });
  }
}

prepare(document);
// Choosing is asking: every change of a live form shows at once what comes of it.
const timers = new WeakMap(); // by form: a tick in one row does not undo that in another
document.addEventListener("input", (e) => {
  const form = e.target.form;
  if (form && form.hasAttribute("data-live")) {
    clearTimeout(timers.get(form));
    timers.set(form, setTimeout(() => send(form), 200));
  }
});
// A button with a key is pressed by it too, unless somebody is writing.
document.addEventListener("keydown", (e) => {
  const writes = e.target.closest("input:not([type=checkbox]), select, textarea");
  if (writes || e.altKey || e.ctrlKey || e.metaKey) {
    return;
  }
  const button = document.querySelector('[data-key="' + (e.key === "=" ? "+" : e.key.replace(/["\\\\]/g, "")) + '"]');
  if (button) {
    e.preventDefault();
    if (!button.disabled && !sending.has(button.form.dataset.into)) {
      button.click();
    }
  }
});
// A form that the browser sends itself takes a while too.
document.addEventListener("submit", (e) => {
  if (!e.defaultPrevented) {
    wait(e.target.dataset.wait || "请稍候……");
  }
});
window.addEventListener("pageshow", () => wait(""));
// What is dropped beside its place would be opened by the browser instead.
for (const kind of ["dragover", "drop"]) {
  window.addEventListener(kind, (e) => e.preventDefault());
}
setInterval(() => {
  fetch("/alive", { method: "POST", headers: { "X-Ruhu-Token": token } }).catch(() => undefined);
}, 60000);
