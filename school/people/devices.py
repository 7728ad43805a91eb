"""What a browser says it is, in words that its owner knows; names, so alike in every language."""

import re

# The first that is found: WeChat and Edge say Chrome too, and Chrome says Safari.
BROWSERS = (
    ("MicroMessenger", "微信"),
    ("DingTalk", "钉钉"),
    ("HuaweiBrowser", "Huawei Browser"),
    ("MiuiBrowser", "MIUI Browser"),
    ("QQBrowser", "QQ Browser"),
    ("UCBrowser", "UC Browser"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("HarmonyOS", "HarmonyOS"),
    ("OpenHarmony", "HarmonyOS"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)
# Android names the model before its build: `Android 13; NOH-AN00 Build/HUAWEI…`.
MODEL = re.compile(
    r"Android [\d.]+; (?:[a-z]{2}-[a-z]{2}; )?([\w .+-]{2,24}?)(?: Build|\))"
)


def device_words(user_agent: str) -> str:
    """`Android · NOH-AN00 · 微信`; what it does not say is left out."""
    system = _first(SYSTEMS, user_agent)
    model = MODEL.search(user_agent)
    # Chrome says K for every phone.
    words = [system, model[1] if model else "", _first(BROWSERS, user_agent)]
    return " · ".join(word for word in words if word)


def _first(names: tuple[tuple[str, str], ...], said: str) -> str:
    return next((word for sign, word in names if sign in said), "")
