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

// tell puts what was answered into its place, and what could not be done beside it.
function tell(into, html) {
  into.innerHTML = html;
  prepare(into);
}

// answered follows where an answer leads, or shows it.
async function answered(response, into) {
  const to = response.headers.get("X-Ruhu-Location");
  if (to) {
    location.assign(to);
    return;
  }
  tell(into, await response.text());
}

// lost says that the program does not answer any more.
function lost(into) {
  tell(into, '<section class="fault" role="alert"><h2>程序没有回答</h2><p>ruhu 的窗口可能已经关闭。请再打开一次 ruhu。</p></section>');
}

// places below which a newer answer makes an older one void.
const latest = new Map();

// send sends a form, and shows the answer in the place that it names.
async function send(form, button) {
  const into = document.querySelector(form.dataset.into);
  const number = (latest.get(form.dataset.into) || 0) + 1;
  latest.set(form.dataset.into, number);
  const fields = new FormData(form);
  if (button && button.name) {
    fields.append(button.name, button.value);
  }
  wait(form.dataset.wait || "请稍候……");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { "X-Ruhu-Part": "1", "X-Ruhu-Token": token },
      body: new URLSearchParams(fields),
    });
    if (latest.get(form.dataset.into) === number) {
      await answered(response, into);
    }
  } catch (error) {
    lost(into);
  }
  wait("");
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
    if (form.hasAttribute("data-live")) {
      // Choosing is asking: every change shows at once what comes of it.
      let timer;
      form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => send(form), 200);
      });
    }
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
