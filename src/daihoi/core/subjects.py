"""What guidance, tasks, checklists, difficulties and lessons are about: one closed list, so that they can be counted.

Source: the kinds of guidance that the article on Thăng Bình names (propaganda, public opinion, personnel, inspection,
documents, archives, spending), with what the others add (training, organisation and service, the vote itself).
"""

from enum import StrEnum

from daihoi.core.messages import N_


class Subject(StrEnum):
    """A field of the preparation."""

    GENERAL = "general"  # chỉ đạo chung
    DOCUMENTS = "documents"  # văn kiện
    PERSONNEL = "personnel"  # nhân sự
    ELECTION = "election"  # bầu cử
    PROCEEDINGS = "proceedings"  # điều hành, chương trình, kịch bản
    ORGANISATION = "organisation"  # tổ chức, phục vụ; khánh tiết
    PROPAGANDA = "propaganda"  # tuyên truyền
    OPINION = "opinion"  # dư luận xã hội
    INSPECTION = "inspection"  # kiểm tra, giám sát
    COMPLAINTS = "complaints"  # đơn thư, khiếu nại
    SPENDING = "spending"  # chế độ chi
    ARCHIVES = "archives"  # hồ sơ, lưu trữ
    TRAINING = "training"  # tập huấn
    HEALTH = "health"  # y tế, phòng, chống dịch
    SECURITY = "security"  # an ninh, trật tự
    REPORTING = "reporting"  # chế độ báo cáo


SUBJECT_NAMES: dict[Subject, str] = {
    Subject.GENERAL: N_("General direction"),
    Subject.DOCUMENTS: N_("Documents of the congress"),
    Subject.PERSONNEL: N_("Personnel work"),
    Subject.ELECTION: N_("Election procedure"),
    Subject.PROCEEDINGS: N_("Programme, script and conduct"),
    Subject.ORGANISATION: N_("Organisation, service and decoration"),
    Subject.PROPAGANDA: N_("Propaganda"),
    Subject.OPINION: N_("Public opinion"),
    Subject.INSPECTION: N_("Inspection and supervision"),
    Subject.COMPLAINTS: N_("Complaints and petitions"),
    Subject.SPENDING: N_("Spending"),
    Subject.ARCHIVES: N_("Files and archives"),
    Subject.TRAINING: N_("Training"),
    Subject.HEALTH: N_("Health and epidemics"),
    Subject.SECURITY: N_("Security and order"),
    Subject.REPORTING: N_("Reporting"),
}
