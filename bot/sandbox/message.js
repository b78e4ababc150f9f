// One message of the chat as DOM nodes. Text only ever becomes text nodes; tags come from a closed list.

const TAGS = {
  b: "b", strong: "b", i: "i", em: "i", u: "u", ins: "u", s: "s", strike: "s", del: "s",
  code: "code", pre: "pre", blockquote: "blockquote", a: "a", "tg-spoiler": "span",
};

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children.filter((child) => child !== null));
  return element;
}

export function messageElement(message, actions) {
  const item = make("li", { className: message.from_bot ? "from-bot" : "from-person" });
  item.dataset.message = message.message_id;
  if (message.new_day) item.append(make("div", { className: "day", textContent: message.new_day }));
  item.append(row(message, actions));
  if (message.buttons.length) item.append(inlineKeyboard(message, actions));
  return item;
}

function row(message, actions) {
  const reply = make("button", { type: "button", className: "reply", textContent: "↩", title: "Trả lời tin này" });
  reply.setAttribute("aria-label", "Trả lời tin này");
  reply.addEventListener("click", () => actions.reply(message));
  return make("div", { className: "row" }, bubble(message, actions), reply);
}

function bubble(message, actions) {
  return make("div", { className: "bubble" },
    message.forwarded_from && make("div", { className: "forwarded", textContent: `Chuyển tiếp từ ${message.forwarded_from}` }),
    message.reply && quote(message.reply, actions),
    message.media && media(message),
    make("div", { className: "content" }, ...message.content.map(node)),
    make("div", { className: "meta", textContent: meta(message) }));
}

function meta(message) {
  const marks = [message.silent ? "🔕" : "", message.edited ? "đã sửa" : "", message.time];
  return marks.filter(Boolean).join(" ");
}

function quote(reply, actions) {
  const button = make("button", { type: "button", className: "quote", textContent: reply.summary });
  button.addEventListener("click", () => actions.show(reply.message_id));
  return button;
}

function media(message) {
  if (message.media === "voice") return make("div", { className: "media", textContent: "🎤 Tin thoại" });
  if (message.media === "sticker") return make("div", { className: "media", textContent: "👍 Nhãn dán" });
  const address = `/sandbox/files/${message.file.path}`;
  if (message.media === "photo") return make("img", { src: address, alt: "Ảnh đã gửi" });
  return make("a", { className: "media", href: address, download: message.file.name, textContent: `📄 ${message.file.name}` });
}

function node(part) {
  if (typeof part === "string") return document.createTextNode(part);
  const element = make(TAGS[part.tag], {}, ...part.children.map(node));
  if (part.tag === "a") link(element, part.href);
  return element;
}

function link(element, href) {
  if (!/^https?:\/\//i.test(href ?? "")) return;
  Object.assign(element, { href, target: "_blank", rel: "noopener noreferrer" });
}

function inlineKeyboard(message, actions) {
  return make("div", { className: "keyboard" }, ...message.buttons.map((buttons) =>
    make("div", { className: "keys" }, ...buttons.map((button) => inlineButton(message, button, actions)))));
}

function inlineButton(message, button, actions) {
  const key = make("button", { type: "button", className: "key", textContent: button.label });
  key.dataset.callback = button.data;
  key.addEventListener("click", () => actions.press(message, button, key));
  return key;
}
