/* The words of the kiosk and of the interviewer's tablet. Another language falls back to
   Vietnamese beside the questionnaire's own; what only one of the two says, or says in its
   own way, stands in its `own_words.js`. */
import { OWN } from "./own_words.js";

const VI = {
  waiting: "Phiếu chờ gửi: %s",
  all_sent: "Không có phiếu chờ gửi",
  last_sync: "Gửi lần cuối: %s",
  never_sent: "Chưa gửi lần nào",
  offline: "Đang không có mạng, phiếu vẫn được giữ trong máy",
  not_persisted: "Chưa được cấp quyền lưu lâu dài",
  aside: "Phiếu để riêng: %s",
  listen: "Nghe đọc câu hỏi",
  stop_listening: "Dừng đọc",
  back: "Quay lại",
  next: "Tiếp",
  skip: "Bỏ qua",
  send: "Gửi",
  ready: "Ông/Bà đã trả lời xong",
  ready_why: "Bấm Gửi để phiếu được tính. Muốn sửa, bấm Quay lại.",
  place: "Câu %s trên %s",
  rank: "thứ %s",
  nothing_said: "Ông/Bà chưa chọn câu trả lời nào.",
  required: "Câu này cần được trả lời. Xin Ông/Bà chọn hoặc ghi một câu trả lời.",
  every_row: "Xin chọn một ô ở mỗi dòng.",
  at_least: "Xin chọn ít nhất %s ý.",
  at_most: "Xin chọn nhiều nhất %s ý.",
  say_which: "Ông/Bà đã chọn ý khác. Xin ghi rõ là gì vào ô bên dưới ý đó.",
  tick_it: "Ông/Bà đã ghi thêm một ý khác nhưng chưa chọn ý đó. Xin chọn, hoặc xóa phần đã ghi.",
  two_answers: "Câu này nhận được hai câu trả lời. Xin bỏ một câu.",
  a_number: "Xin ghi bằng chữ số.",
  not_below: "Xin ghi số từ %s trở lên.",
  not_above: "Xin ghi số từ %s trở xuống.",
  a_day: "Ngày ghi chưa đúng, hoặc ngoài khoảng được hỏi. Xin chọn lại.",
  not_kept: "Máy chưa lưu được phiếu",
  not_kept_why: "Câu trả lời vẫn còn trên màn hình. Xin bấm Gửi lần nữa, hoặc đánh giá bằng điện thoại tại:",
  cannot_store: "Máy này hiện không lưu được phiếu",
  try_again: "Thử lại",
  enrol_code: "Mã đăng ký",
  enrolling: "Đang đăng ký…",
  enrol_failed: "Chưa đăng ký được. Xin kiểm tra mạng rồi thử lại.",
  no_code: "Xin ghi mã đăng ký.",
  no_pin: "Xin nhập mã PIN.",
  no_name: "Xin ghi tên.",
  enrol_pin: "Mã PIN chưa đúng.",
  enrol_left: "Còn thử được %s lần.",
  pin_wrong: "Mã PIN chưa đúng. Xin thử lại.",
  pin_delete: "Xóa",
  pin_ok: "Mở",
  cancel: "Trở về",
  panel: "Tình trạng máy",
  panel_form: "Phiếu khảo sát",
  panel_until: "Hỏi đến hết ngày",
  panel_waiting: "Phiếu chờ gửi",
  panel_last: "Gửi lần cuối",
  panel_network: "Mạng",
  panel_aside: "Phiếu để riêng",
  panel_persisted: "Quyền lưu lâu dài",
  panel_version: "Bản ứng dụng",
  yes: "Có",
  no: "Không",
  sync_now: "Gửi phiếu ngay",
  update_now: "Cập nhật ứng dụng",
  enrol_again: "Đăng ký lại máy này",
};

const EN = {
  listen: "Listen to the question",
  stop_listening: "Stop reading",
  back: "Back",
  next: "Next",
  skip: "Skip",
  send: "Send",
  ready: "You have answered everything",
  ready_why: "Press Send for your rating to count. To change it, press Back.",
  place: "Question %s of %s",
  rank: "place %s",
  nothing_said: "You have not chosen any answer.",
  required: "This question needs an answer. Please choose or write one.",
  every_row: "Please choose one box in each row.",
  at_least: "Please choose at least %s.",
  at_most: "Please choose at most %s.",
  say_which: "You chose something else. Please say what in the box below it.",
  tick_it: "You wrote something else but did not choose it. Please choose it, or delete what you wrote.",
  two_answers: "This question has two answers. Please take one away.",
  a_number: "Please write a number.",
  not_below: "Please write a number of %s or more.",
  not_above: "Please write a number of %s or less.",
  a_day: "This day is not right, or outside what is asked. Please choose again.",
  not_kept: "The rating could not be stored yet",
  not_kept_why: "Your answers are still on the screen. Please press Send again, or rate with your phone at:",
  try_again: "Try again",
};

const SETS = { vi: Object.assign(VI, OWN.vi), en: Object.assign(EN, OWN.en) };

/** Return what says a word of ours in `language`, its blanks filled in order. */
export function speaker(language) {
  const set = SETS[language] || SETS[String(language).split(/[-@]/)[0]] || SETS.vi;
  return (word, ...given) => {
    let text = set[word] || SETS.vi[word];
    for (const one of given) text = text.replace("%s", one);
    return text;
  };
}

/** Return the language `speaker` really speaks, for the `lang` of what it says. */
export function spoken(language) {
  const base = String(language).split(/[-@]/)[0];
  return SETS[base] ? base : "vi";
}

/** Return a moment as 14:05 21/11/2026. */
export function moment(ms) {
  const at = new Date(ms), two = (n) => (n < 10 ? "0" : "") + n;
  return `${two(at.getHours())}:${two(at.getMinutes())} ${two(at.getDate())}/${two(at.getMonth() + 1)}/${at.getFullYear()}`;
}

/** Return 2026-11-21 as 21/11/2026. */
export function day(text) {
  return String(text).split("-").reverse().join("/");
}
