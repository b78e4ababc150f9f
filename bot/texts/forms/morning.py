"""The hour of one's morning, in words."""

from bot.texts.forms.texts import FormTexts

MORNING = FormTexts(
    title="☀️ Giờ nhận tin buổi sáng",
    questions={
        "hour": "Tin gom việc trong ngày đến lúc mấy giờ ạ? Trong giờ làm việc, giờ nào cũng được, ví dụ "
        "<code>8h15</code>. Hạn và giờ đã hẹn nhắc không đổi."
    },
)
