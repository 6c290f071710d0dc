import Inference
import Testing

/// Templates come with model files; nothing in one may take the process down or keep it busy.
@Suite struct JinjaLimitTests {
  private func error(_ template: String, _ limits: JinjaLimits = JinjaLimits()) -> JinjaError? {
    do throws(JinjaError) {
      _ = try JinjaTemplate(template).render([:], limits: limits)
      return nil
    } catch {
      return error
    }
  }

  private let small = JinjaLimits(workMax: 10_000)

  @Test(arguments: [
    "{% for a in range(200) %}{% for b in range(200) %}{% endfor %}{% endfor %}",
    "{{ range(99999) }}", "{{ 'x' * 99999 }}", "{{ 'x' * 9999999999999 * 9999999999 }}",
    "{% set ns = namespace(t='x') %}{% for a in range(99) %}{% set ns.t = ns.t ~ ns.t %}{% endfor %}",
    "{% set ns = namespace(l=[1]) %}{% for a in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
      + "{{ ns.l }}",
    "{% set ns = namespace(l=[1]) %}{% for a in range(60) %}{% set ns.l = [ns.l, ns.l] %}{% endfor %}"
      + "{{ ns.l == [ns.l[0], ns.l[0]] }}",
    "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
    "{% macro m(n) %}{{ m(n) }}{% endmacro %}{{ m(1) }}",
    "{% set ns = namespace(l=1) %}{% for a in range(99) %}{% set ns.l = [ns.l] %}{% endfor %}",
    "{{ 'ab' | replace('a', 'xxxxxxxxxxxxxxxxxxxx' * 1000) }}",
  ])
  func `What does not end soon is stopped`(_ template: String) {
    #expect(error(template, small)?.code == .exceeded)
  }

  @Test func `Nesting is bounded when a template is read`() {
    for (open, close) in [("(", ")"), ("[", "]"), ("not ", ""), ("-", ""), ("{'a':", "}")] {
      let deep = "{{ " + String(repeating: open, count: 5_000) + "1"
      #expect(error(deep + String(repeating: close, count: 5_000) + " }}")?.code == .invalid)
    }
    for chain in [" + 1", " ~ 1", " and 1", "[0]", ".a", " | trim", " is none", " if 1 else 1"] {
      let long = "{{ 1" + String(repeating: chain, count: 20_000) + " }}"
      let code = error(long)?.code
      #expect(code == .invalid || chain == " ~ 1", "\(chain)")
    }
    let blocks = String(repeating: "{% if 1 %}", count: 5_000)
    #expect(error(blocks + String(repeating: "{% endif %}", count: 5_000))?.code == .invalid)
    let elses = String(repeating: "{% elif 1 %}", count: 5_000)
    #expect(error("{% if 0 %}" + elses + "{% endif %}") == nil)
  }

  @Test func `A template that is too long is refused`() {
    let long = String(repeating: "a", count: JinjaTemplate.byteCountMax + 1)
    #expect(error(long)?.code == .invalid)
    #expect(error(String(long.dropLast())) == nil)
  }

  @Test func `Values from outside are no deeper than those of a template`() throws {
    let deep = String(repeating: "[", count: 65) + String(repeating: "]", count: 65)
    #expect(throws: JinjaJSONError.self) { try JinjaValue(json: deep) }
    var value = JinjaValue.none
    for _ in 0..<65 { value = .list(JinjaList([value])) }
    let tooDeep = value
    let error = #expect(throws: JinjaError.self) {
      try JinjaTemplate("{{ value }}").render(["value": tooDeep])
    }
    #expect(error?.code == .exceeded)
  }

  @Test func `JSON is read as it is written, and refused with the place where it is not JSON`()
    throws
  {
    let texts = [
      #"{"b": 1, "a": [true, null, -2.5, "é\n"]}"#, #""\u00e9\ud83d\ude00""#, "[]", "{}", " 0 ",
    ]
    let written = [
      #"{"b": 1, "a": [true, null, -2.5, "é\n"]}"#, #""é😀""#, "[]", "{}", "0",
    ]
    for (text, written) in zip(texts, written) {
      let value = try JinjaValue(json: text)
      #expect(try JinjaTemplate("{{ v | tojson }}").render(["v": value]).string == written)
    }
    for (text, offset) in [
      ("", 0), ("[1,]", 3), ("{\"a\" 1}", 5), ("\"\\x\"", 2), ("01", 1), ("\"\\ud800\"", 7),
      ("tru", 0), ("[1", 2), ("\"a\n\"", 2), ("1.", 2), ("-", 1),
    ] {
      let error = #expect(throws: JinjaJSONError.self, "\(text)") { try JinjaValue(json: text) }
      #expect(error?.offset == offset, "\(text)")
    }
  }
}
