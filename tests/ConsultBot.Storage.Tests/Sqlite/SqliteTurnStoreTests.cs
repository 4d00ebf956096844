using ConsultBot.Application.Ports;
using ConsultBot.Storage.Sqlite;
using ConsultBot.Storage.Tests.Conformance;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class SqliteTurnStoreTests : TurnStoreContract
{
    private readonly TempDatabase _database = new();

    protected override IConversationReader Reader => _database.Reader;

    protected override IUnansweredQuestions Questions => new SqliteUnansweredQuestions(_database.File);

    protected override ITurnStore Open() => _database.Open();

    protected override void Clean() => _database.Dispose();
}
