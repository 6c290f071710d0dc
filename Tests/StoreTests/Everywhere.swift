// All of these tests need places for databases.
@_exported import StoreFixture
