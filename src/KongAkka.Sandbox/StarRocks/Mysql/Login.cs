namespace KongAkka.Sandbox.StarRocks.Mysql;

/// <summary>What a client answers to the greeting.</summary>
/// <param name="User">The user.</param>
/// <param name="Proof">What it made of its password; empty for none.</param>
/// <param name="Database">The database that it begins with, or null.</param>
/// <param name="Plugin">The authentication plugin that it used; null when it knows none but the usual one.</param>
internal sealed record Login(string User, byte[] Proof, string? Database, string? Plugin);
