"""Communication around the congresses, and public opinion as an organisation's own written summary.

Opinion is kept by theme and in the organisation's words. There is no place for a person's name, account or post, and
there never will be: this is not for watching people.
"""

from enum import StrEnum

from daihoi.core.messages import N_


class Channel(StrEnum):
    """What is counted of communication and emulation."""

    ARTICLES = "articles"  # tin, bài
    BROADCASTS = "broadcasts"  # phát thanh, truyền hình
    SPECIALS = "specials"  # chuyên trang, chuyên mục
    VISUAL = "visual"  # pa nô, băng rôn, cổ động trực quan
    MEETINGS = "meetings"  # hội nghị báo cáo viên, nói chuyện
    WORKS = "works"  # công trình chào mừng
    EMULATION = "emulation"  # phong trào thi đua
    EVENTS = "events"  # văn hóa, văn nghệ, thể thao chào mừng


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.ARTICLES: N_("News and articles"),
    Channel.BROADCASTS: N_("Broadcasts"),
    Channel.SPECIALS: N_("Special pages and series"),
    Channel.VISUAL: N_("Posters and banners"),
    Channel.MEETINGS: N_("Talks by rapporteurs"),
    Channel.WORKS: N_("Works to celebrate the congress"),
    Channel.EMULATION: N_("Emulation movements"),
    Channel.EVENTS: N_("Cultural and sports events"),
}


class Theme(StrEnum):
    """What people speak of, by which summaries are laid side by side."""

    DIRECTION = "direction"
    DOCUMENTS = "documents"
    PERSONNEL = "personnel"
    ORGANISATION = "organisation"
    ECONOMY = "economy"
    LIFE = "life"
    CADRES = "cadres"
    OTHER = "other"


THEME_NAMES: dict[Theme, str] = {
    Theme.DIRECTION: N_("Direction of the congresses"),
    Theme.DOCUMENTS: N_("Draft documents"),
    Theme.PERSONNEL: N_("Personnel for the new term"),
    Theme.ORGANISATION: N_("Mergers and reorganisation"),
    Theme.ECONOMY: N_("Economy and development"),
    Theme.LIFE: N_("Life of the people"),
    Theme.CADRES: N_("Work and conduct of cadres"),
    Theme.OTHER: N_("Other themes"),
}
