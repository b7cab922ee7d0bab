using System.Data.Common;

namespace SentinelEvents.Worker.Journal;

/// <summary>A statement that is parsed once for the life of its connection.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly DbCommand command;
    private readonly SqlDialect dialect;

    public PreparedStatement(DbConnection connection, SqlDialect dialect, string sql, params ReadOnlySpan<string> parameters)
    {
        this.dialect = dialect;
        command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }
    }

    public async Task ExecuteAsync(DbTransaction transaction, params object?[] values)
    {
        Bind(transaction, values);
        try
        {
            await command.ExecuteNonQueryAsync();
        }
        finally
        {
            Unbind();
        }
    }

    public async Task<object?> ScalarAsync(DbTransaction transaction, params object?[] values)
    {
        Bind(transaction, values);
        try
        {
            return await command.ExecuteScalarAsync();
        }
        finally
        {
            Unbind();
        }
    }

    public void Dispose() => command.Dispose();

    /// <summary>A statement lives for as long as its connection does, and a value may be megabytes.</summary>
    private void Unbind()
    {
        foreach (DbParameter parameter in command.Parameters)
        {
            parameter.Value = DBNull.Value;
        }
    }

    private void Bind(DbTransaction transaction, object?[] values)
    {
        command.Transaction = transaction;
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters[index].Value = values[index] switch
            {
                null => DBNull.Value,
                string text => dialect.ToColumn(text),
                var value => value,
            };
        }
    }
}
