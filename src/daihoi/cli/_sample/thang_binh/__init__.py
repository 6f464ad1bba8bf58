"""The sample district Thăng Bình (Quảng Nam) on 5/5/2020."""
