using ConsultBot.Application.Ports;
using ConsultBot.Storage.Tests.Conformance;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ConsultBot.Storage.Tests.Sqlite;

/// <summary>The storage as the host wires it.</summary>
internal sealed class StorageHost : IDisposable
{
    private readonly TempDatabase _database = new();
    private ServiceProvider _services;

    public StorageHost() => _services = Build();

    public FakeTimeProvider Time { get; } = new(Sample.Now);

    public string Path => _database.Path;

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public AsyncServiceScope Scope() => _services.CreateAsyncScope();

    public void Restart()
    {
        _services.Dispose();
        _services = Build();
    }

    public void Dispose()
    {
        _services.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _database.Dispose();
    }

    private ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddAuthentication();
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<IChance>(new Seed());
        services.AddSingleton(TempDatabase.Almaty);
        services.AddStorage(_database.Options);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
    }
}
