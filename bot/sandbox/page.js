// Everyone's Telegram in one window: follows the state of the sandbox by long polling and sends orders.

import { make, messageElement } from "./message.js";

const TOAST_MILLISECONDS = 5000;
const RETRY_MILLISECONDS = 2000;
const $ = (id) => document.getElementById(id);

let state = { version: 0, people: [], chat: null };
let chosen = null;
let replyingTo = null;
let forced = null;
let following = null;
let shown = new Map();
const drawnAs = new Map();

function chatInAddress() {
  const number = Number(location.hash.replace("#/", ""));
  return Number.isInteger(number) && number > 0 ? number : null;
}

async function follow() {
  following?.abort();
  const mine = following = new AbortController();
  let version = 0;
  while (!mine.signal.aborted) {
    try {
      const response = await fetch(`/sandbox/state?after=${version}&chat=${chosen ?? ""}`, { signal: mine.signal });
      state = await response.json();
      version = state.version;
      render();
    } catch (error) {
      if (mine.signal.aborted) return;
      toast("Mất kết nối với chương trình, đang thử lại…");
      await new Promise((done) => setTimeout(done, RETRY_MILLISECONDS));
    }
  }
}

async function order(name, body) {
  const form = body instanceof FormData;
  const headers = form ? {} : { "Content-Type": "application/json" };
  try {
    const response = await fetch(`/sandbox/${name}`, { method: "POST", headers, body: form ? body : JSON.stringify(body ?? {}) });
    const type = response.headers.get("content-type") ?? "";
    const answer = type.includes("json") ? await response.json() : { toast: "Chương trình không nhận được thao tác này." };
    if (answer.toast) toast(answer.toast);
    return response.ok ? answer : null;
  } catch {
    toast("Mất kết nối với chương trình.");
    return null;
  }
}

let toastTimer = 0;
function toast(text) {
  $("toast").textContent = text;
  $("toast").hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(hideToast, TOAST_MILLISECONDS);
}

function hideToast() {
  $("toast").hidden = true;
}

function changed(part, value) {
  const written = JSON.stringify(value);
  const old = drawnAs.get(part);
  drawnAs.set(part, written);
  return old !== written;
}

function render() {
  $("clock").textContent = state.now.spoken;
  $("forward-to").min = state.now.value;
  renderPeople();
  renderChat();
}

function renderPeople() {
  if (changed("people", [state.people, chosen])) $("people").replaceChildren(...state.people.map(personElement));
}

function personElement(person) {
  const button = make("button", { type: "button" },
    make("span", { className: "avatar", textContent: initials(person.name) }),
    make("span", { className: "about" },
      make("strong", { textContent: person.name }),
      make("span", { className: "title", textContent: person.title }),
      make("span", { className: "preview", textContent: person.preview })),
    person.unread ? make("span", { className: "unread", textContent: person.unread, ariaLabel: `${person.unread} tin chưa đọc` }) : null);
  button.dataset.chat = person.chat_id;
  button.setAttribute("aria-current", String(person.chat_id === chosen));
  button.addEventListener("click", () => { location.hash = `#/${person.chat_id}`; });
  return make("li", {}, button);
}

function initials(name) {
  const words = name.trim().split(/\s+/);
  return (words.length > 1 ? words.at(-2)[0] : "") + words.at(-1)[0];
}

function renderChat() {
  const chat = state.chat;
  document.body.classList.toggle("in-chat", chat !== null);
  $("chat").hidden = chat === null;
  $("nobody").hidden = chat !== null;
  if (chat === null) return;
  const person = state.people.find((one) => one.chat_id === chat.chat_id);
  $("chat-name").textContent = person.name;
  $("chat-title").textContent = person.title;
  $("block").textContent = chat.blocked ? "Bỏ chặn" : "Chặn bot";
  $("block").hidden = !chat.started;
  $("empty").hidden = chat.messages.length > 0;
  $("composer").classList.toggle("off", chat.blocked);
  renderReplyKeyboard(chat.keyboard);
  renderMessages(chat.messages);
  if (chat.force_reply && chat.force_reply !== forced) reply(chat.messages.at(-1));
  forced = chat.force_reply;
  if (person.unread && document.visibilityState === "visible") order("read", { chat: chat.chat_id });
}

function renderMessages(messages) {
  const list = $("messages");
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const before = shown;
  shown = new Map(messages.map((message) => [message.message_id, drawn(message, before)]));
  for (const [id, { element }] of before) if (shown.get(id)?.element !== element) element.remove();
  let previous = null;
  for (const { element } of shown.values()) {
    const follower = previous ? previous.nextSibling : list.firstChild;
    if (follower !== element) list.insertBefore(element, follower);
    previous = element;
  }
  const newest = messages.at(-1)?.message_id;
  if (before.size === 0 || (newest && !before.has(newest) && (atEnd || !messages.at(-1).from_bot))) toEnd();
}

function toEnd() {
  $("messages").scrollTop = $("messages").scrollHeight;
}

function drawn(message, before) {
  const written = JSON.stringify(message);
  const old = before.get(message.message_id);
  return old?.written === written ? old : { written, element: messageElement(message, { reply, press, show }) };
}

function renderReplyKeyboard(rows) {
  if (!changed("reply-keyboard", rows)) return;
  $("reply-keyboard").hidden = rows.length === 0;
  $("reply-keyboard").replaceChildren(...rows.map((row) =>
    make("div", { className: "keys" }, ...row.map((label) => {
      const key = make("button", { type: "button", className: "key", textContent: label });
      key.addEventListener("click", () => sendText(label));
      return key;
    }))));
}

function show(messageId) {
  shown.get(messageId)?.element.scrollIntoView({ block: "center" });
}

function reply(message) {
  replyingTo = message;
  $("replying").hidden = message === null;
  $("replying-to").textContent = message?.summary ?? "";
  if (message) $("text").focus();
}

function passOn(message) {
  const from = chosen;
  const people = [...state.people].sort((a, b) => (b.chat_id === from) - (a.chat_id === from));
  $("pass-on-to").replaceChildren(...people.map((person) => {
    const button = make("button", { textContent: person.name });
    button.addEventListener("click", async () => {
      const sent = await order("pass-on", { chat: person.chat_id, from_chat: from, message: message.message_id });
      if (!sent) return;
      reply(null);
      location.hash = `#/${person.chat_id}`;
    });
    return button;
  }), make("button", { textContent: "Thôi" }));
  $("pass-on").showModal();
}

async function press(message, button, key) {
  const presser = chosen;
  key.disabled = true;
  const result = await order("press", { chat: presser, message: message.message_id, data: button.data });
  key.disabled = false;
  if (result && !result.answer) toast(spokenTo(presser, "Nhắc Việc chưa trả lời lần bấm này."));
  if (!result?.answer?.text) return;
  const text = spokenTo(presser, result.answer.text);
  if (result.answer.show_alert) alertBox(text);
  else toast(text);
}

// An answer that comes when somebody else's chat is open says whose it is.
function spokenTo(chatId, text) {
  if (chatId === chosen) return text;
  return `${state.people.find((one) => one.chat_id === chatId)?.name ?? "Người khác"}: ${text}`;
}

function alertBox(text) {
  hideToast();
  $("alert-text").textContent = text;
  $("alert").showModal();
}

async function sendText(text) {
  const sent = await order("send", { chat: chosen, text, reply_to: replyingTo?.message_id ?? null });
  if (sent) reply(null);
  return sent;
}

async function sendTyped(event) {
  event?.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  $("text").value = "";
  grow();
  if (!await sendText(text)) $("text").value = text;
}

async function sendFile(input, kind) {
  if (!input.files.length) return;
  const form = new FormData();
  form.append("chat", chosen);
  form.append("as", kind);
  form.append("caption", $("text").value.trim());
  if (replyingTo) form.append("reply_to", replyingTo.message_id);
  form.append("file", input.files[0]);
  const sent = await order("file", form);
  input.value = "";
  if (!sent) return;
  $("text").value = "";
  reply(null);
}

function grow() {
  $("text").style.height = "auto";
  $("text").style.height = `${Math.min($("text").scrollHeight, 140)}px`;
}

function openMenu(opener, entries) {
  const again = $("menu").dataset.opener === opener.id && !$("menu").hidden;
  closeMenu();
  if (again) return;
  $("menu").dataset.opener = opener.id;
  opener.setAttribute("aria-expanded", "true");
  $("menu").replaceChildren(...entries.map(([label, act]) => {
    const button = make("button", { type: "button", textContent: label });
    button.addEventListener("click", () => { closeMenu(); act(); });
    return button;
  }));
  $("menu").hidden = false;
}

function closeMenu() {
  $("menu").hidden = true;
  for (const id of ["commands", "attach"]) $(id).setAttribute("aria-expanded", "false");
}

function commandEntries() {
  const commands = state.chat?.commands ?? [];
  if (!commands.length) return [["Bot chưa đặt lệnh nào cho người này", () => {}]];
  return commands.map(({ command, description }) => [`/${command}  ${description}`, () => sendText(`/${command}`)]);
}

function toggleMore(open) {
  hideToast();
  $("more-menu").hidden = !open;
  $("more").setAttribute("aria-expanded", String(open));
  if (open) $("forward-to").value = state.now?.value ?? "";
}

async function control(name, body) {
  const buttons = document.querySelectorAll("#top button");
  buttons.forEach((button) => { button.disabled = true; });
  document.body.classList.add("busy");
  const answer = await order(name, body);
  buttons.forEach((button) => { button.disabled = false; });
  document.body.classList.remove("busy");
  return answer;
}

function choose() {
  chosen = chatInAddress();
  hideToast();
  state.chat = null;
  shown = new Map();
  $("messages").replaceChildren();
  $("text").value = "";
  reply(null);
  closeMenu();
  follow();
}

$("composer").addEventListener("submit", sendTyped);
$("text").addEventListener("input", grow);
$("text").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) sendTyped(event);
});
$("attach").addEventListener("click", () => openMenu($("attach"), [
  ["📄 Gửi tệp", () => $("file").click()],
  ["🖼 Gửi ảnh", () => $("photo").click()],
]));
$("commands").addEventListener("click", () => openMenu($("commands"), commandEntries()));
$("file").addEventListener("change", () => sendFile($("file"), "document"));
$("photo").addEventListener("change", () => sendFile($("photo"), "photo"));
$("start").addEventListener("click", () => sendText("/start"));
$("reply-cancel").addEventListener("click", () => reply(null));
$("pass-on-this").addEventListener("click", () => passOn(replyingTo));
$("back").addEventListener("click", () => { location.hash = ""; });
$("block").addEventListener("click", () => order("block", { chat: chosen, blocked: !state.chat.blocked }));
$("more").addEventListener("click", () => toggleMore($("more-menu").hidden));
$("next-reminder").addEventListener("click", () => control("next-reminder"));
$("next-day").addEventListener("click", () => control("next-day"));
$("forward-form").addEventListener("submit", (event) => {
  event.preventDefault();
  toggleMore(false);
  control("forward", { moment: $("forward-to").value });
});
$("start-over").addEventListener("click", () => { toggleMore(false); $("confirm").showModal(); });
$("confirm").addEventListener("close", async () => {
  if ($("confirm").returnValue !== "yes") return;
  $("confirm").returnValue = "";
  if (await control("start-over")) choose();
});
document.addEventListener("visibilitychange", () => { if (state.chat) renderChat(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") { closeMenu(); toggleMore(false); }
});
window.addEventListener("hashchange", choose);
choose();
