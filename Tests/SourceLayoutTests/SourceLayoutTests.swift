import Testing

@Suite("The sources") struct SourceLayoutTests {
    @Test("of what is pure name nothing that is not", arguments: LayoutRules.pureFolders)
    func purity(_ folder: String) {
        let files = SourceFile.sources.filter { $0.path.hasPrefix(folder + "/") }
        #expect(files.count > 20)
        for file in files {
            let found = LayoutRules.impurities(file)
            #expect(found.isEmpty, "\(file) names \(found.joined(separator: ", "))")
        }
    }

    @Test func `import only what the house has an arrow for`() {
        #expect(SourceFile.sources.count > 100)
        for file in SourceFile.sources {
            let found = LayoutRules.strangers(file)
            #expect(found.isEmpty, "\(file) imports \(found.joined(separator: ", "))")
        }
    }

    @Test func `have no type that is named like its module`() {
        for file in SourceFile.sources {
            #expect(LayoutRules.typesNamedLikeTheirModule(file).isEmpty, "\(file)")
        }
    }

    @Test func `are files named after their types`() {
        for file in SourceFile.sources {
            #expect(LayoutRules.isNamedAfterItsType(file), "\(file) declares \(file.types.declared.sorted())")
        }
    }

    @Test("are files of at most 500 lines", arguments: ["Sources", "Tests", "Benchmarks/Sources", "Examples"])
    func length(_ folder: String) throws {
        for file in try SourceFile.all(below: folder) { #expect(!LayoutRules.isTooLong(file), "\(file)") }
    }

    @Test func `are built by a manifest with the arrows of the house, and with the same settings everywhere`() throws {
        let targets = try Manifest.load().targets
        let built = Set(targets.map(\.name))
        for target in targets where target.kind != "systemLibrary" {
            #expect(target.hasSettings, "\(target.name) has other settings")
            guard let room = House.rooms[target.name] else { continue }
            let strangers = target.dependencies.subtracting(room.reachable)
            #expect(strangers.isEmpty, "\(target.name) depends on \(strangers.sorted())")
            let missing = room.arrows.intersection(built).subtracting(target.dependencies)
            #expect(missing.isEmpty, "\(target.name) lacks its arrows to \(missing.sorted())")
        }
        let unknown = targets.filter { $0.kind == "target" && House.rooms[$0.name] == nil }.map(\.name)
        #expect(unknown.isEmpty, "no rooms of the house: \(unknown)")
    }

    @Test func `are compiled with every upcoming feature that the manifest names`() {
        // A misspelled feature is silently off.
        var isOn: [String: Bool] = [:]
        #if hasFeature(InternalImportsByDefault)
            isOn["InternalImportsByDefault"] = true
        #endif
        #if hasFeature(MemberImportVisibility)
            isOn["MemberImportVisibility"] = true
        #endif
        #if hasFeature(ExistentialAny)
            isOn["ExistentialAny"] = true
        #endif
        #if hasFeature(NonisolatedNonsendingByDefault)
            isOn["NonisolatedNonsendingByDefault"] = true
        #endif
        #expect(isOn.count == 4, "\(isOn.keys.sorted())")
        #if hasFeature(InternalImportsByDefaultt)
            Issue.record("a feature that does not exist is on: this check sees nothing")
        #endif
    }
}
