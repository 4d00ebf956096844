using System.Security.Cryptography;
using ConsultBot.Application.Privacy;
using CsCheck;

namespace ConsultBot.Storage.Tests.Sqlite;

public sealed class JournalCipherTests
{
    private static readonly byte[] _key = Enumerable.Range(0, JournalCipher.KeySize).Select(i => (byte)i).ToArray();

    [Fact]
    public void What_was_encrypted_is_decrypted() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Long[1, long.MaxValue]).Sample((plain, sequence) =>
            JournalCipher.Decrypt(_key, sequence, JournalCipher.Encrypt(_key, sequence, plain)).AsSpan().SequenceEqual(plain));

    [Fact]
    public void Another_key_another_number_or_a_changed_byte_is_refused()
    {
        var content = JournalCipher.Encrypt(_key, 7, "words"u8);
        var otherKey = _key.ToArray();
        otherKey[0]++;

        Assert.ThrowsAny<CryptographicException>(() => JournalCipher.Decrypt(otherKey, 7, content));
        Assert.ThrowsAny<CryptographicException>(() => JournalCipher.Decrypt(_key, 8, content));
        content[2] ^= 1;
        Assert.ThrowsAny<CryptographicException>(() => JournalCipher.Decrypt(_key, 7, content));
        Assert.ThrowsAny<CryptographicException>(() => JournalCipher.Decrypt(_key, 7, [1, 2, 3]));
    }

    [Fact]
    public void The_same_words_at_another_number_look_different() =>
        Assert.NotEqual(JournalCipher.Encrypt(_key, 1, "words"u8), JournalCipher.Encrypt(_key, 2, "words"u8));
}
