"""The sentences (vi, en) of the way to the city and of the care of the records; ``wording`` joins them to the rest."""

from __future__ import annotations

from counter_app import errors
from counter_app.clock_check import ClockOff
from counter_app.errors import Refused
from counter_app.hand_errors import CityByHand, NotOffered, SentByProgram

# When you add a refusal of these kinds: its two sentences here; fields of the refusal stand in braces.
CARE_SENTENCES: dict[type[Refused], tuple[str, str]] = {
    errors.BadBackup: (
        "Chưa khôi phục được: {problem_vi}. Chọn bản sao lưu khác; dữ liệu đang có vẫn nguyên.",
        "Not restored: {problem_en}. Choose another backup; the records here are as they were.",
    ),
    errors.RecordsInUse: (
        "Chương trình còn mở trên máy này. Đóng mọi cửa sổ rồi khôi phục lại; chưa có gì thay đổi.",
        "The program is still open on this PC. Close every window, then restore again; nothing has changed.",
    ),
    errors.NoCity: (
        "Chưa đặt địa chỉ hệ thống thành phố. Đặt bằng lệnh «settings set city.url»; hồ sơ vẫn nhận bình thường.",
        "No city's system is set yet. Set it with «settings set city.url»; work goes on.",
    ),
    CityByHand: (
        "Đơn vị nhập tay hồ sơ vào hệ thống thành phố, chương trình không gửi gì. Xem danh sách «Chưa lên TP» ở quầy.",
        "Staff type dossiers into the city's system; the program sends nothing. See the list «Chưa lên TP» at a counter.",
    ),
    SentByProgram: (
        "Chương trình đang tự gửi hồ sơ lên thành phố, không xác nhận nhập tay. Đổi cách ở «settings set city.way hand».",
        "The program sends dossiers to the city itself; nothing is typed in. Change that with «settings set city.way hand».",
    ),
    NotOffered: (
        "Hệ thống thành phố này không cung cấp mục đó ({what}). Danh mục thủ tục thì nạp từ tệp: «catalogue import».",
        "This city's system does not offer that ({what}). A catalogue is imported from a file: «catalogue import».",
    ),
    errors.CityAway: (
        "Chưa kết nối được hệ thống thành phố. Vẫn làm việc bình thường, hồ sơ sẽ tự gửi.",
        "The city's system can't be reached. Work goes on; dossiers will be sent by themselves.",
    ),
    errors.CityRefused: (
        "Hệ thống thành phố không nhận máy này (mã {status}). Báo kỹ thuật kiểm tra cấp quyền.",
        "The city's system does not accept this PC (status {status}). Ask IT to check its enrolment.",
    ),
    errors.CityNewer: (
        "Hệ thống thành phố đã đổi cách trao đổi. Báo kỹ thuật cập nhật chương trình; hồ sơ vẫn giữ ở đây và sẽ gửi sau.",
        "The city's system has changed its protocol. Ask IT to update this program; dossiers are kept and sent later.",
    ),
    errors.RolledBack: (
        "Dữ liệu máy này cũ hơn những gì thành phố đã nhận. Máy sẽ lấy lại từ thành phố rồi mới gửi tiếp.",
        "This PC's records are older than what the city has. They are fetched back before anything is sent.",
    ),
    errors.NothingToMend: (
        "Chưa có gì được sửa sau khi thành phố từ chối. Đính chính hồ sơ trước, rồi gửi lại.",
        "Nothing has been corrected since the city refused it. Correct the dossier first, then send it again.",
    ),
    errors.AnotherSender: (
        "Một chương trình khác của đơn vị đang gửi lên thành phố. Đợi vài giây rồi thử lại.",
        "Another program of this unit is exchanging with the city. Wait a few seconds and try again.",
    ),
}


def clock_words(off: ClockOff) -> tuple[str, str]:
    """By how much the clock is slow or fast (vi, en): ``Đồng hồ máy chậm 3 ngày``."""
    way = ("chậm", "slow") if off.slow_by > 0 else ("nhanh", "fast")
    minutes = abs(off.slow_by) // 60
    days, hours = minutes // (24 * 60), minutes // 60
    if days:
        span = (f"{days} ngày", f"{days} d")
    else:
        span = (f"{hours} giờ", f"{hours} h") if hours else (f"{minutes} phút", f"{minutes} min")
    return f"Đồng hồ máy {way[0]} {span[0]}", f"This PC's clock is {way[1]} by {span[1]}"


def clock_sentence(off: ClockOff) -> tuple[str, str]:
    """The same, beside what, and the step that helps (vi, en)."""
    beside = ("dữ liệu đã ghi", "the records") if off.against == "records" else ("giờ thành phố", "the city's clock")
    said = clock_words(off)
    return f"{said[0]} so với {beside[0]}: chỉnh lại giờ", f"{said[1]} against {beside[1]}: set it right"
