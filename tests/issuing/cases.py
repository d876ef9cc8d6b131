"""A case that is ready to sign, for tests of issuing."""

READY = """
kind: agreement
region: neimenggu
date: 2026-01-01
number: 内医保协〔2026〕0001号
agency:
  name: 示例市医疗保险服务中心
  legal_representative: 示例甲
  address: 示例市示例路1号
  phone: 0471-0000000
  postcode: 010000
institution:
  name: 示例医院
  uscc: 12150100MB0000001H
  code: H15010200001
  level: 三级甲等
  ownership: public
  type: 综合医院
  beds: 800
  legal_representative: 示例乙
  address: 示例市示例路2号
  phone: 0471-0000001
  postcode: 010010
  bank: {name: 示例银行, account: 0000000000000000}
  internet_hospital: {name: 示例互联网医院, agreement: true}
services: [outpatient, inpatient]
term: {start: 2026-01-01, end: 2026-12-31}
values:
  quality_deposit_rate: 4%
  penalty_report_limit: 10个工作日
  out_of_catalogue_year: 2026
commitment_materials: 药品和医用耗材的采购价格、数量等资料
"""
