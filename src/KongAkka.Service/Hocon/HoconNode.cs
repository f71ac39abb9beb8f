namespace KongAkka.Service.Hocon;

/// <summary>A value as it was written, its substitutions not yet resolved.</summary>
/// <param name="Origin">Where it was written.</param>
internal abstract record HoconNode(HoconOrigin Origin)
{
    /// <summary>A string, a number, a boolean or null.</summary>
    /// <param name="Text">Its text, as written.</param>
    /// <param name="Quoted">Whether it stood in quotes.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Scalar(string Text, bool Quoted, HoconOrigin Origin) : HoconNode(Origin);

    /// <summary><c>${path}</c> or <c>${?path}</c>.</summary>
    /// <param name="Paths">The paths to try in turn; two in an included file: below the place of inclusion, then from the root.</param>
    /// <param name="Optional">Whether it may lead nowhere.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Substitution(IReadOnlyList<HoconPath> Paths, bool Optional, HoconOrigin Origin) : HoconNode(Origin);

    /// <summary>Several values in a row that become one: text, a merged object or a longer array.</summary>
    /// <param name="Parts">The values; white space between texts is a part of its own.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Concatenation(IReadOnlyList<HoconNode> Parts, HoconOrigin Origin) : HoconNode(Origin);

    /// <summary>White space between the parts of a concatenation.</summary>
    /// <param name="Text">The white space.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Gap(string Text, HoconOrigin Origin) : HoconNode(Origin);

    /// <summary><c>[…]</c>.</summary>
    /// <param name="Items">Its items.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Array(IReadOnlyList<HoconNode> Items, HoconOrigin Origin) : HoconNode(Origin);

    /// <summary><c>+= item</c>.</summary>
    /// <param name="Item">The item to append to what the key held before.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Append(HoconNode Item, HoconOrigin Origin) : HoconNode(Origin);

    /// <summary><c>{…}</c>.</summary>
    /// <param name="Fields">Its fields.</param>
    /// <param name="Origin">Where it was written.</param>
    internal sealed record Object(HoconFields Fields, HoconOrigin Origin) : HoconNode(Origin);
}
