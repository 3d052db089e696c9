/// What a rule asks: one comparison, or conditions combined.
public indirect enum ChoiceCondition: Sendable, Hashable {
    /// `Variable` and one comparison.
    case comparison(Comparison)
    /// `And`: all hold; asked in order, and only as far as needed.
    case and([ChoiceCondition])
    /// `Or`: at least one holds; asked in order, and only as far as needed.
    case or([ChoiceCondition])
    /// `Not`: the condition does not hold.
    case not(ChoiceCondition)
    /// With JSONata: `Condition`, an expression that gives true or false.
    case expression(FieldExpression)
    /// With JSONata: `Condition`, written out.
    case constant(Bool)
}
