"""Faults of the printer made of software, in words. Pure."""

from __future__ import annotations

from printing.virtual import State

FAULTS_VI: dict[str, tuple[str, str]] = {
    "paper-out": ("Hết giấy giữa tờ", "Cuộn giấy hết khi tờ sau mới ra 5 cm."),
    "paper-low": ("Sắp hết giấy", "Vẫn in, chỉ báo trước."),
    "cover": ("Nắp mở", "Không in cho đến khi đóng nắp."),
    "offline": ("Ngắt nối (Online)", "Máy bật nhưng không nhận in."),
    "cutter": ("Kẹt dao", "Không in cho đến khi gỡ giấy kẹt."),
    "closed": ("Rút dây mạng", "Không ai nhận kết nối."),
    "syn-dropped": ("Mất điện", "Không ai trả lời, phải đợi mới biết."),
    "slow": ("Rất chậm", "40 KB một giây."),
    "never-reads": ("Nhận rồi đứng im", "Nhận kết nối mà không đọc gì."),
    "reset": ("Đứt giữa chừng", "Cắt kết nối sau 40 KB."),
    "one-connection": ("Chỉ một máy nối", "Máy khác nối vào thì bị từ chối."),
    "late-ack": ("Báo in xong muộn", "Chậm một giây."),
    "no-ack": ("Không báo in xong", "Như nhiều máy rẻ tiền."),
    "no-status": ("Không nói tình trạng", "Hết giấy, mở nắp cũng không nói."),
    "stray": ("Nói chen", "Gửi những byte không ai hỏi khi đang in."),
}
"""For each fault the word on its button and what it does."""


def state_words(state: State) -> tuple[str, str]:
    """How the printer is, and the role of the words."""
    wrong = [
        words
        for holds, words in (
            (state.door == "closed", "dây mạng đã rút"),
            (state.door == "full", "mất điện"),
            (state.paper_out, "hết giấy"),
            (state.cover_open, "nắp đang mở"),
            (state.cutter_stuck, "kẹt dao"),
            (state.offline, "đang ngắt"),
        )
        if holds
    ]
    if wrong:
        return f"Không in được: {', '.join(wrong)}", "bad"
    if state.paper_low:
        return "In được, sắp hết giấy", "warn"
    return ("In được", "good") if state == State() else ("In được, có lỗi giả định", "warn")
