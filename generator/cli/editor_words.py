"""What an editor says of the keys of case, region and kind files while one writes them; Chinese, one line a key.

In: nothing. Out: descriptions by model and key, for the JSON Schemas. What parameters and facts are called comes from
the library itself.
"""

from __future__ import annotations

CASE = {
    "kind": "文书种类的代号",
    "region": "统筹地区的代号：决定用哪些规定和用语",
    "date": "签订（发文）日期：适用这一天有效的规定",
    "number": "文书的编号；出草案可以不写",
    "renews": "续签前的协议编号；不写是首次协议",
    "agency": "甲方：经办机构",
    "institution": "乙方：定点医疗机构",
    "services": "医疗服务范围：outpatient 门（急）诊、inpatient 住院、other 其他",
    "services_other": "services 有 other 时，写明是什么服务",
    "term": "协议有效期，起止两天都算在内；有规定的可以不写",
    "values": "双方商定的数值；没有写的用本地区规定的值",
    "commitment_materials": "承诺书里承诺真实、合法、有效的材料",
    "facts": "规则要问的事实，见 xieyi law rules，没有写的不据以判断；还有文书种类自己登记的事实",
    "agreement": "所属的主协议：补充协议、通知书等要写；从登记簿出具的由登记簿填写",
    "person": "相关人员：承诺、登记备案、记分等各种表写的那个人",
    "findings": "认定的事实，各带所依据的条款",
    "amendments": "对主协议的变更，一处一项",
    "options": "可选条款、失效规定怎样处理",
    "additions": "其他约定：协商一致的条款，各成一条",
    "waivers": "为什么可以不合“原则上”的规定，谁批准",
}

INSIDE_CASE = {
    "Options": {
        "optional_clauses": "omit：不适用的可选条款不印，后面重新编号；keep：全印，空白划去",
        "lapsed_rules": "leave：本地区失效的规定不用；keep：沿用，要在 waivers 写明理由",
    },
    "Addition": {"after": "放在哪一条之后，写条款代号", "text": "条款正文", "by": "谁提出"},
    "OwnAgreement": {
        "number": "主协议编号",
        "title": "主协议名称",
        "date": "主协议签订日期",
        "start": "主协议有效期起",
        "end": "主协议有效期止",
    },
    "Finding": {
        "fact": "查明的事实",
        "ground": "法定情形的代号",
        "clause": "主协议条款的代号",
        "item": "项的代号",
        "on": "行为日期",
        "address": "条款位置，如 第六十五条第（三）项",
        "words": "协议原文",
        "statute": "法规条文的位置，如 《…》第四十三条第（三）项",
        "statute_words": "法规原文",
    },
    "Amendment": {
        "clause": "改哪一条，写条款代号",
        "paragraph": "第几款",
        "item": "哪一项，写项的代号",
        "action": "replace 改写、insert 在其后增加一条、delete 删去",
        "title": "增加的一条的标题",
        "before": "原来的文字",
        "after": "改后的文字；换行就是分段",
        "address": "条款位置，如 第八十一条第二款",
    },
    "Waiver": {"problem": "校验结果里的代码，或 代码:键", "reason": "理由", "by": "批准人"},
}

REGION = {
    "title": "地区全称",
    "parent": "上级地区的代号",
    "payment_method": "支付方式，如 DRG、DIP",
    "terms": "条款用语：各地区可以换成本地的说法",
    "number_format": "协议编号格式：{year} 是年份，{serial:04} 是至少四位的序号",
    "notice_number_format": "通知书编号格式：{year} 是年份，{serial} 是序号，公文的序号不编虚位",
    "form_number_format": "登记号格式：他人签字的表单和收到的材料用它，不占文号",
    "stands_on": "所依据的法规：它不在施行期间，本地区的数值和条款就不用",
    "agreement_terms": "协议期限，最具体的一条先用",
    "conflicts": "与其他规定不一致的地方：两处引文、适用哪一处、为什么",
    "parameters": "各参数的默认值和上下限，按日期分段",
}

INSIDE_REGION = {
    "EntryFile": {
        "from": "从哪一天起",
        "to": "到哪一天为止（含当日）；不写是至今",
        "default": "案卷没有写时用的值",
        "base": "比例以什么为基数；基数不同的上下限不相互比较",
        "max": "上限，含本数",
        "min": "下限，含本数",
        "below": "上限，不含本数",
        "above": "下限，不含本数",
        "checked_on": "最近一次与法规核对的日期",
    },
    "LimitFile": {
        "value": "数值连单位一起写",
        "cite": "引文，如 nhsa-order-2#43(三)",
        "quote": "条文原话，要含有数值、单位和界限词",
        "force": "must 应当、in_principle 原则上、as_a_rule 一般、may 可以",
    },
    "TermRuleFile": {
        "for": "哪种协议：any 任何、first 首次、renewal 续签、standing 固定、annual 年度",
        "length": "期限长短，如 1年",
        "ends": "止于哪一天",
        "signed_from": '签订的月日，从哪一天起（含），如 "07-01"',
        "signed_to": "签订的月日，到哪一天止（含）",
        "starts": "signing：自签订之日起",
    },
    "EndsFile": {"month_day": '月日，如 "12-31"', "years_on": "0 是签订当年，1 是次年"},
    "ConflictFile": {
        "between": "不一致的各处引文",
        "quotes": "各处原文，次序与 between 相同",
        "applied": "适用哪一处",
        "why": "理由",
        "sets_aside": "这些引文所定的上下限不起作用",
        "touches": "影响哪些参数、条款和文书",
        "tells": "受影响的文书印出的一句",
    },
}

KIND = {
    "title": "文书的标题",
    "layout": "版式：templates/ 下的文件夹",
    "form": "文书的样式：agreement 分章的协议、deed 协议书、letter 公文、sheet 表单",
    "series": "编号用哪一列：agreement 协议、notice 通知书、form 登记号（他人签字的表单、收到的材料）",
    "sort": "期限规则把它算作哪种协议：first 首次、renewal 续签、standing 固定、annual 年度",
    "addressee": "主送机关：公文发给谁，写事实的路径",
    "based_on": "底本：取用另一种文书的全部条款、章、事实和附件，同名的以本文书为准",
    "omit": "底本里不要的条款和附件的代号",
    "roles": "双方的称呼",
    "chapters": "章的代号和标题",
    "facts": "条款可以用的事实：名称和留空时的样子",
    "required": "缺了就不能签的事实",
    "asks": "案卷必须答清的法规规则，按 rules.yaml 的 about 列",
    "hand": "手填的地方和它的样子",
    "cover": "封面各行",
    "particulars": "双方基本情况各行",
    "signing": "签章处各行，一方一组",
}
