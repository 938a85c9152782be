"""What names of firms are made of that no list of words holds: legal forms, what places own, models of products."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["company", "institute"]

LEGAL = (
    r"(?:(?:股份)?有限(?:责任)?公司|合伙企业(?:\((?:有限|(?:特殊)?普通)合伙\))?|有限合伙(?:企业)?|股份公司|集团公司|总公司|分公司|子公司"
    r"|Co\.,? ?Ltd\.?|Ltd\.?|Inc\.?|Corp\.?|Corporation|GmbH|AG|S\.A\.|N\.V\.|B\.V\."
    r"|PLC|plc|LLC|L\.P\.|LP|SE|S\.p\.A\.|S\.r\.l\.|KG|AB|Oyj?|Kft\.?|Sdn\.? Bhd\.?|Pte\.? Ltd\.?|Pty\.? Ltd\.?"
    r"|A/S|K\.K\.|S\.L\.|S\.A\.S\.|PJSC|JSC)"
)
LEGAL_END = re.compile(LEGAL + "$")
# 某省|国投: what places own under their own name.
OF_STATE = re.compile(
    r"(?:高新|经开|科创)?(?:国|城|建|交|产|水|农|文旅|旅|工|科|电|能|金|粮)投(?:公司|集团)?|[国金城产交]控(?:公司|集团)?|创新投"
)
MODEL = re.compile(r"[A-Z]{1,2}\d{1,3}[A-Z]?")  # of a product: P5, G6
# What goods and materials end with: a short unknown word that ends so is as likely a thing as a name.
THINGS = frozenset(
    "机器件材料管板膜剂堆极线阀泵炉车船药酒茶烟糖盐油气煤电钢铁铜铝锂镍钴锰锌铅锡镁钒钨钼锑钛硅纸布丝棉麻纱服鞋帽表灯具刀锁卡片屏盘"
    "带链箱柜椅床镜瓷砖瓦石砂珠菜果肉蛋奶鱼虾粮米面种苗花木竹术学品物体仪疗酸碱醇烃烯腈酯酮醚酚胺苯醛胶粉浆液芯核梁桩轮轴弹枪炮贝参"
)
