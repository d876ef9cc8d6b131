"""What the parts of a finding or an amendment are called in messages; their names in the case are English.

In: nothing. Out: labels by key.
"""

from __future__ import annotations

KEY_LABELS = {
    "fact": "事实",
    "ground": "法定情形",
    "clause": "条款代号",
    "item": "项的代号",
    "on": "行为日期",
    "address": "条款位置",
    "words": "协议原文",
    "statute": "法规条文的位置",
    "statute_words": "法规原文",
    "paragraph": "第几款",
    "action": "改法",
    "title": "新条的标题",
    "before": "原来的文字",
    "after": "改后的文字",
}
