namespace KongAkka.Pipeline.Sql;

/// <summary>Who speaks the MySQL protocol.</summary>
public enum MysqlDialect
{
    /// <summary>StarRocks: a statement is a load, and has a label.</summary>
    StarRocks,

    /// <summary>MySQL, MariaDB and what takes their transactions.</summary>
    Mysql,
}
