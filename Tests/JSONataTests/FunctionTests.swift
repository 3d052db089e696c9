import JSON
import JSONata
import Testing

@Suite("Functions as values") struct FunctionTests {
    @Test(
        "are called, composed and applied in part",
        arguments: [
            ("orders.items.price ~> $sum()", "12"),
            ("$each(a, function($v,$k){$k & $string($v)})", #"["b1","cx"]"#),
            (#"$sift($, function($v,$k){$k = "list"})"#, #"{"list":[3,1,2]}"#),
            ("($f:=function($x){$x*2};$f(3))", "6"),
            ("($f:=function($x,$y){$y};$f(3))", "undefined"),
            ("($f:=λ($x){$x};$f(1))", "1"),
            ("function($x){$x}(5)", "5"),
            (#"($f:=function($x)<n:n>{$x};$f("a"))"#, "T0410"),
            (#"($f:=function($x)<a<s>:n>{$x};$f("a"))"#, #"["a"]"#),
            ("($f:=function($x)<a<s>:n>{$x};$f([1]))", "T0412"),
            ("($f:=function($x)<(ns):n>{$x};$f(true))", "T0410"),
            ("($f:=function($x)<x+:n>{$x};$f(1,2))", "1"),
            ("($add:=function($x,$y){$x+$y};$p:=$add(?,2);$p(1))", "3"),
            (#"($p:=$substring(?,0,?);$p("hello",2))"#, #""he""#),
            ("($p:=$sum(?);$p([1,2]))", "3"),
            ("$map([1,2,3],$string)", #"["1","2","3"]"#),
            ("$map([1,2,3],function($v,$i,$a){$v*$i+$count($a)})", "[3,5,9]"),
            ("$map([1],function($v){$v})", "1"),
            ("$map([],function($v){$v})", "undefined"),
            ("$map(5,function($v){$v})", "5"),
            ("$map([1.4,2.6],$round)", "[1,2.6]"),
            (#"$map(["a","b"],$uppercase)"#, #"["A","B"]"#),
            ("$filter([1,2,3],function($v){$v>1})", "[2,3]"),
            ("$filter([1,2,3],function($v){$v>2})", "3"),
            ("$filter([1,2,3],function($v){$v>5})", "undefined"),
            ("$reduce([1,2,3],function($a,$b){$a+$b})", "6"),
            ("$reduce([1,2,3],function($a,$b){$a+$b},10)", "16"),
            ("$reduce([],function($a,$b){$a+$b})", "undefined"),
            ("$reduce([],function($a,$b){$a+$b},1)", "1"),
            (#"$reduce([1,2,3],function($a,$b,$i,$l){$a & $b & $i & $count($l)},"")"#, #""103213323""#),
            ("$reduce([5],function($a,$b){$a+$b})", "5"),
            ("$single([1,2],function($v){$v=1})", "1"),
            ("$single([1,2])", "D3138"),
            ("$single([])", "D3139"),
            ("$sort([3,1,2])", "[1,2,3]"),
            (#"$sort(["b","a"])"#, #"["a","b"]"#),
            (#"$sort([1,"a"])"#, "D3070"),
            (#"$sort([{"a":2},{"a":1}],function($l,$r){$l.a>$r.a})"#, #"[{"a":1},{"a":2}]"#),
            ("$sort(5)", "[5]"),
            ("[1,2] ~> $sum", "3"),
            ("5 ~> $string ~> $length", "1"),
            ("$sum ~> $string", "undefined"),
            ("([1,2] ~> ($sum ~> $string))", #""3""#),
            ("5 ~> 6", "T2006"),
            ("$map(orders, function($o){$o.id})", #"["o1","o2"]"#),
            ("$map(orders.items, function($i,$n){$n & $i.name})", #"["0pen","1ink","2pen"]"#),
            ("function(){1}", "undefined"),
            ("λ(){1}()", "1"),
            ("function($a)<n>{$a}(1)", "1"),
            ("function($a)<q>{$a}(1)", "T0410"),
            ("function($a)<(n>{$a}(1)", "1"),
        ] as [(String, String)])
    func table(_ expression: String, _ expected: String) {
        #expect(Evaluating.text(expression, Evaluating.shop) == expected)
    }
}
