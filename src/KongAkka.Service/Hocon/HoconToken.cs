namespace KongAkka.Service.Hocon;

/// <summary>A token.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Text">Its text; of a quoted string without quotes and escapes.</param>
/// <param name="Origin">Where it begins.</param>
internal sealed record HoconToken(HoconTokenKind Kind, string Text, HoconOrigin Origin);
