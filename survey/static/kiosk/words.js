/* The kiosk's own words. Another language falls back to Vietnamese beside the questionnaire's own. */
const VI = {
  touch: "Chạm để đánh giá",
  anyone: "Không hỏi tên. Chỉ mất vài giây.",
  trial: "Mẫu phiếu thử nghiệm, chưa phải mẫu chính thức.",
  other_language: "Ngôn ngữ khác",
  begin_in: "%s: chạm để đánh giá",
  waiting: "Phiếu chờ gửi: %s",
  all_sent: "Không có phiếu chờ gửi",
  last_sync: "Gửi lần cuối: %s",
  never_sent: "Chưa gửi lần nào",
  offline: "Đang không có mạng, phiếu vẫn được giữ trong máy",
  not_persisted: "Chưa được cấp quyền lưu lâu dài",
  aside: "Phiếu để riêng: %s",
  staff: "Cán bộ",
  who: "Ai đang đánh giá?",
  who_why: "Vừa có một phiếu được gửi từ máy này.",
  self: "Tôi là người vừa làm thủ tục",
  helped: "Tôi là người nhà, người giúp",
  officer: "Tôi là cán bộ ở đây",
  officer_title: "Xin để người dân tự đánh giá",
  officer_why: "Phiếu này dành cho người đến làm thủ tục. Chưa có gì được ghi lại. Cảm ơn anh, chị đã để người dân tự nói.",
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
  thanks: "Cảm ơn Ông/Bà!",
  thanks_why: "Đánh giá đã được ghi lại. Kết quả chỉ công bố dưới dạng tổng hợp.",
  next_person: "Mời người tiếp theo",
  still_here: "Ông/Bà còn đó không?",
  still_why: "Phiếu chưa gửi. Màn hình sẽ trở về đầu sau %s giây.",
  here: "Tôi còn đây",
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
  cannot_store_why: "Để không phiếu nào bị mất, máy chưa hỏi gì. Xin Ông/Bà đánh giá bằng điện thoại:",
  by_phone: "Mở địa chỉ",
  code: "Mã quầy",
  code_on_board: "Mã quầy in trên bảng ở quầy.",
  try_again: "Thử lại",
  starting: "Đang mở máy đánh giá…",
  revoked: "Máy này đã ngừng sử dụng",
  revoked_why: "Xin Ông/Bà đánh giá bằng mã QR ở quầy. Phiếu đã gửi trước đây vẫn được giữ.",
  nothing: "Hiện quầy này chưa có đợt khảo sát",
  nothing_why: "Khi có đợt mới, máy tự mở lại. Cảm ơn Ông/Bà đã quan tâm.",
  fetching: "Đang nhận phiếu khảo sát…",
  fetching_why: "Máy đã đăng ký, đang chờ nhận phiếu khảo sát của quầy. Xin giữ máy có mạng.",
  enrol: "Đăng ký máy đánh giá",
  enrol_why: "Dành cho cán bộ quản lý. Quét mã trên trang quản lý, hoặc ghi mã đăng ký.",
  enrol_code: "Mã đăng ký",
  device_name: "Tên máy (để dễ nhận ra)",
  device_example: "Máy ở quầy 1",
  pin: "Mã PIN",
  enrol_now: "Đăng ký máy này",
  enrolling: "Đang đăng ký…",
  enrol_failed: "Chưa đăng ký được. Xin kiểm tra mạng rồi thử lại.",
  enrol_pin: "Mã PIN chưa đúng.",
  enrol_left: "Còn thử được %s lần.",
  enrol_expired: "Mã đăng ký đã hết hạn. Xin tạo mã mới trên trang quản lý.",
  enrol_used: "Mã đăng ký đã dùng rồi. Xin tạo mã mới trên trang quản lý.",
  enrol_closed: "Quầy này đã đóng hoặc mã đăng ký đã bị khóa. Xin tạo mã mới trên trang quản lý.",
  enrol_unknown: "Không có mã đăng ký này. Xin quét lại mã trên trang quản lý.",
  pin_ask: "Mã PIN của cán bộ",
  pin_wrong: "Mã PIN chưa đúng. Xin thử lại.",
  pin_delete: "Xóa",
  pin_ok: "Mở",
  cancel: "Trở về",
  panel: "Tình trạng máy",
  panel_counter: "Quầy",
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
  leave_full: "Ra khỏi toàn màn hình",
  enrol_again: "Đăng ký lại máy này",
};

const EN = {
  touch: "Tap to rate",
  anyone: "No name is asked. It takes a few seconds.",
  trial: "A trial form, not an official one.",
  other_language: "Other language",
  begin_in: "%s: tap to rate",
  who: "Who is rating?",
  who_why: "A rating has just been sent from this tablet.",
  self: "I am the person served",
  helped: "I am a relative or a helper",
  officer: "I work here",
  officer_title: "Please let citizens rate by themselves",
  officer_why: "This form is for people who came to be served. Nothing has been kept. Thank you for letting them speak.",
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
  thanks: "Thank you!",
  thanks_why: "Your rating has been recorded. Results are published only in total.",
  next_person: "Next person, please",
  still_here: "Are you still there?",
  still_why: "Nothing has been sent. The screen goes back to the start in %s seconds.",
  here: "I am still here",
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
  code: "Counter code",
};

const SETS = { vi: VI, en: EN };

/** Return what says a word of ours in `language`, its blanks filled in order. */
export function speaker(language) {
  const set = SETS[language] || SETS[String(language).split(/[-@]/)[0]] || VI;
  return (word, ...given) => {
    let text = set[word] || VI[word];
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
