"""The samples that there are, by the name that the command takes."""

from daihoi.cli._sample.build import DIEN_BIEN
from daihoi.cli._sample.founding import Sample
from daihoi.cli._sample.quang_ninh.sample import QUANG_NINH
from daihoi.cli._sample.tay_ho.sample import TAY_HO
from daihoi.cli._sample.thang_binh.sample import THANG_BINH

SAMPLES: dict[str, Sample] = {
    "dien-bien": DIEN_BIEN,
    "tay-ho": TAY_HO,
    "thang-binh": THANG_BINH,
    "quang-ninh": QUANG_NINH,
}
