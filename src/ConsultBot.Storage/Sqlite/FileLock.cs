using ConsultBot.Application.Ports;

namespace ConsultBot.Storage.Sqlite;

/// <summary>Keeps a second process off the database. The system frees it when the process ends in any way.</summary>
internal sealed class FileLock : IDisposable
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    // The file stays when the lock is gone: deleting it would let two processes lock two files of one name.
    private readonly FileStream _file;

    /// <exception cref="StoreUnavailableException">Another process has it, or the folder cannot be written.</exception>
    public FileLock(string path)
    {
        EnsureFolder(path);
        try
        {
            _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException error) when (error.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            throw new StoreUnavailableException(
                $"{path}: another ConsultBot works on this database. Stop it, or set Storage:Path to another file.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, error);
        }
    }

    /// <summary>Makes the folder of a file where it is missing.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be made.</exception>
    public static void EnsureFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, error);
        }
    }

    public void Dispose() => _file.Dispose();

    private static StoreUnavailableException NotWritable(string path, Exception error) => new(
        $"{path}: the folder cannot be written ({error.Message}). Let the account that runs ConsultBot write there, or set Storage:Path.", error);
}
