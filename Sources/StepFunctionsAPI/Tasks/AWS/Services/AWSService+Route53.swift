extension AWSService {
    static let route53 = AWSService(
        name: "route53", id: "Route53", scope: "route53", wire: .rest(route53Operations),
        modelled: ["ThrottlingException"], isGlobal: true)

    private static let route53Operations: RESTService = {
        let table = RESTTable(
            query: .pairs(
                """
                DNSName:dnsname DelegationSetId:delegationsetid HostedZoneId:hostedzoneid
                HostedZoneType:hostedzonetype Marker:marker MaxItems:maxitems StartRecordIdentifier:identifier
                StartRecordName:name StartRecordType:type
                """),
            headers: .pairs(
                """
                Location:Location
                """))
        var service = RESTService(
            .xml(
                namespace: "https://route53.amazonaws.com/doc/2013-04-01/",
                XMLShapes(items: [
                    "Changes": "Change", "HostedZones": "HostedZone", "NameServers": "NameServer",
                    "ResourceRecordSets": "ResourceRecordSet", "ResourceRecords": "ResourceRecord", "VPCs": "VPC",
                ])), table.operations(route53Text))
        service.numbers = .words(
            """
            Bias ResourceRecordSetCount TTL Weight
            """)
        service.booleans = .words(
            """
            EvaluateTargetHealth IsTruncated MultiValueAnswer PrivateZone
            """)
        service.moments = .words(
            """
            SubmittedAt
            """)
        return service
    }()

    private static let route53Text = """
        ChangeResourceRecordSets POST /2013-04-01/hostedzone/{HostedZoneId}/rrset/
          members ChangeResourceRecordSetsRequest
        ListResourceRecordSets GET /2013-04-01/hostedzone/{HostedZoneId}/rrset
          ? StartRecordName StartRecordType StartRecordIdentifier MaxItems
        GetChange GET /2013-04-01/change/{Id}
        ListHostedZones GET /2013-04-01/hostedzone
          ? Marker MaxItems DelegationSetId HostedZoneType
        ListHostedZonesByName GET /2013-04-01/hostedzonesbyname
          ? DNSName HostedZoneId MaxItems
        GetHostedZone GET /2013-04-01/hostedzone/{Id}
        CreateHostedZone POST /2013-04-01/hostedzone
          members CreateHostedZoneRequest
          -> @ Location
        DeleteHostedZone DELETE /2013-04-01/hostedzone/{Id}
        """
}
